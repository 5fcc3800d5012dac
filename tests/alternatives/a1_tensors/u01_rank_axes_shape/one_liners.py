import math


rank = lambda x: len(x.shape)
length_of_axis = lambda x, axis: x.shape[axis]
n_elements_from_shape = lambda shape: math.prod(shape)
def name_axes(x): return {letter: n for letter, n in zip("WHCB", reversed(x.shape))}
def first_picture(batch): return next(iter(batch))
