# do everything in NumPy, and go over to torch at the very end
import numpy as np
import torch


def to_chw(img):
    floats = img.astype(np.float32) / np.float32(255)
    return torch.from_numpy(np.ascontiguousarray(np.transpose(floats, (2, 0, 1))))


def to_hwc_uint8(x):
    array = x.detach().cpu().numpy()
    array = np.rint(np.clip(array, 0.0, 1.0) * 255.0).astype(np.uint8)
    return np.moveaxis(array, 0, -1)


def grey(x):
    return torch.tensordot(torch.tensor([[0.299, 0.587, 0.114]], dtype=x.dtype), x, dims=1)


def centre_crop(x, size):
    h, w = x.shape[-2:]
    rows = torch.arange(size) + (h - size) // 2
    columns = torch.arange(size) + (w - size) // 2
    return x[:, rows[:, None], columns]


def make_batch(imgs):
    return torch.tensor(np.array(imgs).transpose(0, 3, 1, 2), dtype=torch.float32) / 255
