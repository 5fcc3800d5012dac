"""a3/u04 Convolution and the sizes that come out: a window that slides over a photo, and the network of this course.

Letters in the comments: B batch, C channels in, O channels out, H height, W width, KH and KW those of the kernel;
h and w are height and width of what comes out.
"""

import torch
import torch.nn.functional as F
from torch import nn


def out_size(n: int, k: int, s: int = 1, p: int = 0, d: int = 1) -> int:
    """Count the places at which a window fits into a row of n pixels: that is how many numbers come out.

    The window looks at k pixels and moves by s (stride). First, p zeros are put at each end of the row (padding). With
    d above 1 (dilation), the k pixels lie d apart, so the window reaches from its first to its last over more of them.
    Whatever is left over at the end and does not hold another window is ignored. At least one window fits.

    >>> out_size(28, 5), out_size(28, 3, p=1), out_size(28, 2, s=2), out_size(28, 3, d=2)
    (24, 28, 14, 24)
    """
    # BEGIN SOLUTION
    reach = d * (k - 1) + 1
    return (n + 2 * p - reach) // s + 1
    # END SOLUTION


def conv2d(x: torch.Tensor, w: torch.Tensor, b: torch.Tensor | None, stride: int = 1, padding: int = 0) -> torch.Tensor:
    """Slide each of the O kernels w, (O, C, KH, KW), over the pictures x, (B, C, H, W): the answer is (B, O, h, w).

    At each place the kernel lies on a block of C x KH x KW numbers; they are multiplied one by one with those of the
    kernel as it stands (nothing is turned round), and all products are added up. Then comes the kernel's entry of the
    bias b, (O,), if there is one. The window moves by `stride` in both directions; before that, `padding` zeros are put
    at all four edges.

    >>> x = torch.tensor([[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]]])  # (1, 1, 2, 3)
    >>> w = torch.tensor([[[[1.0, 10.0]]]])  # (1, 1, 1, 2)
    >>> conv2d(x, w, None)
    tensor([[[[21., 32.],
              [54., 65.]]]])
    """
    # BEGIN SOLUTION
    height, width = w.shape[2:]
    x = F.pad(x, (padding, padding, padding, padding))  # (B, C, H + 2 * padding, W + 2 * padding)
    windows = x.unfold(2, height, stride).unfold(3, width, stride)  # (B, C, h, w, KH, KW)
    y = torch.einsum("bchwij,ocij->bohw", windows, w)  # (B, O, h, w)
    return y if b is None else y + b[:, None, None]  # (B, O, h, w)
    # END SOLUTION


def max_pool2d(x: torch.Tensor, k: int) -> torch.Tensor:
    """Cut each sheet of x, (B, C, H, W), into tiles of k x k and keep the largest number of each.

    The answer is (B, C, H // k, W // k): rows and columns at the end that do not fill a tile are left out.

    >>> max_pool2d(torch.tensor([[[[1.0, 2.0, 7.0, 0.0], [3.0, 4.0, 5.0, 6.0]]]]), 2)
    tensor([[[[4., 7.]]]])
    """
    # BEGIN SOLUTION
    tiles = x.unfold(2, k, k).unfold(3, k, k)  # (B, C, H // k, W // k, k, k)
    return tiles.amax(dim=(4, 5))  # (B, C, H // k, W // k)
    # END SOLUTION


def shape_walk(layers: list[dict], chw: tuple[int, int, int]) -> list[tuple[int, ...]]:
    """Say which shape one picture of shape chw = (C, H, W) has after each of the layers, without making any tensor.

    A layer is a dict. Its "kind" says what it is, the other entries how it does it:
    {"kind": "conv", "out": 8, "k": 3, "s": 1, "p": 1}: 8 kernels of 3 x 3, stride 1, padding 1;
    {"kind": "relu"}: changes numbers, no shape; {"kind": "pool", "k": 2}: as in `max_pool2d`;
    {"kind": "flatten"}: all in one row, (C * H * W,); {"kind": "linear", "out": 10}: after a flatten, to 10 numbers.

    >>> shape_walk([{"kind": "conv", "out": 4, "k": 5, "s": 1, "p": 0}, {"kind": "pool", "k": 3}], (1, 28, 31))
    [(4, 24, 27), (4, 8, 9)]
    """
    # BEGIN SOLUTION
    shape = chw
    shapes = []
    for layer in layers:
        kind = layer["kind"]
        if kind == "conv":
            _, h, w = shape
            k, s, p = layer["k"], layer["s"], layer["p"]
            h, w = ((n + 2 * p - k) // s + 1 for n in (h, w))
            shape = (layer["out"], h, w)
        elif kind == "pool":
            c, h, w = shape
            shape = (c, h // layer["k"], w // layer["k"])
        elif kind == "flatten":
            c, h, w = shape
            shape = (c * h * w,)
        elif kind == "linear":
            shape = (layer["out"],)
        shapes.append(shape)
    return shapes
    # END SOLUTION


class SmallCNN(nn.Module):
    """The network of this course: photos, (B, 1, 28, 28), go in, and for each 10 scores come out, (B, 10).

    Three layers have weights, and these are their names: `conv1`, `conv2` and `head`. In this order:

        conv1     8 kernels of 3 x 3, padding 1    (B, 8, 28, 28)
        ReLU, then max pool of 2 x 2               (B, 8, 14, 14)
        conv2     16 kernels of 3 x 3, padding 1   (B, 16, 14, 14)
        ReLU, then max pool of 2 x 2               (B, 16, 7, 7)
        flatten                                    (B, 16 * 7 * 7)
        head      linear                           (B, 10)

    The scores come out as `head` gives them. All three layers have a bias.

    >>> SmallCNN()(torch.zeros(5, 1, 28, 28)).shape
    torch.Size([5, 10])
    """

    def __init__(self) -> None:
        """Make the layers that have weights."""
        # BEGIN SOLUTION
        super().__init__()
        self.conv1 = nn.Conv2d(1, 8, 3, padding=1)
        self.conv2 = nn.Conv2d(8, 16, 3, padding=1)
        self.head = nn.Linear(16 * 7 * 7, 10)
        # END SOLUTION

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Send the photos x, (B, 1, 28, 28), through all layers and give the scores, (B, 10)."""
        # BEGIN SOLUTION
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)  # (B, 8, 14, 14)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)  # (B, 16, 7, 7)
        return self.head(x.flatten(1))  # (B, 10)
        # END SOLUTION
