"""What the checks of a1/u09 do with a view, in the process in which it was made: write at one end, read at the other.

Only a view of x passes both on: a copy does not know what happens to x, and x not what happens to a copy.
"""


def read_again(function, x, numbers, **others):
    """What `function(x)` shows after `numbers`, a tensor of the same shape, have been written into x."""
    view = function(x, **others)
    x.copy_(numbers)
    return view


def write_through(function, x, index, number, **others):
    """What x shows after `number` has been written into `function(x)` at `index`."""
    view = function(x, **others)
    view[index] = number
    return x
