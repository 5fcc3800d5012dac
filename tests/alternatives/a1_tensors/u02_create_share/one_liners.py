import torch


from_list = lambda rows: torch.Tensor(rows)
copy_of = lambda a: torch.tensor(a.copy())
window_on = lambda a: torch.asarray(a, copy=False)
shares_memory = lambda x, y: x.untyped_storage() is y.untyped_storage()
def like_but_zero(x): return x.new_zeros(x.shape)
def count_bytes(x): return x.nbytes
