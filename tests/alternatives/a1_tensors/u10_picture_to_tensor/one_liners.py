import numpy as np, torch


to_chw = lambda img: torch.tensor(img.tolist(), dtype=torch.float).moveaxis(2, 0) / 255.
to_hwc_uint8 = lambda x: np.array(x.moveaxis(0, 2).mul(255).round().clamp(0, 255).int().tolist(), dtype="uint8")
grey = lambda x: (x * torch.tensor([.299, .587, .114], dtype=x.dtype).view(3, 1, 1)).sum(0, keepdim=True)
def centre_crop(x, size): t, l = [(n - size) // 2 for n in x.shape[1:]]; return x[:, t:t + size, l:l + size].clone()
def make_batch(imgs): return torch.cat([to_chw(i)[None] for i in imgs], 0)
