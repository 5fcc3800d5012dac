import torch


flatten_batch = lambda x: x.flatten(1)
add_channel = lambda x: x[:, None]
drop_channel = lambda x: x[:, 0]
def as_rows(x, width): return x.reshape(x.numel() // width, width)
def unflatten(x, chw): return x.view(-1, *chw)
