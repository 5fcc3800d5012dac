"""Eight questions. Letters in the comments: N and M rows or numbers, D features, C classes."""

import torch


def last_column(x: torch.Tensor) -> torch.Tensor:
    """Give the last column of x, (N, D), as a tensor of shape (N,)."""
    # BEGIN SOLUTION
    return x[:, -1]  # (N,)
    # END SOLUTION


def outer_sum(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """Give the table of all sums of an entry of a, (N,), and an entry of b, (M,): shape (N, M)."""
    # BEGIN SOLUTION
    return a[:, None] + b[None, :]  # (N, M)
    # END SOLUTION


def count_above(x: torch.Tensor, limit: float) -> int:
    """Count the entries of x that are larger than the limit; the answer is a Python int."""
    # BEGIN SOLUTION
    return int((x > limit).sum())
    # END SOLUTION


def centre_columns(x: torch.Tensor) -> torch.Tensor:
    """Subtract from each column of x, (N, D), the mean of that column."""
    # BEGIN SOLUTION
    mean = x.mean(dim=0)  # (D,)
    return x - mean  # (N, D)
    # END SOLUTION


def softmax_rows(x: torch.Tensor) -> torch.Tensor:
    """Give the softmax of each row of x, (N, D). It has to hold for entries as large as 1000, too."""
    # BEGIN SOLUTION
    largest = x.max(dim=1, keepdim=True).values  # (N, 1)
    powers = torch.exp(x - largest)  # (N, D)
    return powers / powers.sum(dim=1, keepdim=True)  # (N, D)
    # END SOLUTION


def one_hot(labels: torch.Tensor, classes: int) -> torch.Tensor:
    """Turn labels, (N,), into rows of zeros with a one at the label's place: float32, (N, C)."""
    # BEGIN SOLUTION
    return (labels[:, None] == torch.arange(classes)).float()  # (N, C)
    # END SOLUTION


def moving_average(x: torch.Tensor, width: int) -> torch.Tensor:
    """Give the means of all windows of `width` neighbours in x, (N,): shape (N - width + 1,)."""
    # BEGIN SOLUTION
    return x.unfold(0, width, 1).mean(dim=1)
    # END SOLUTION


def descend(weight: torch.Tensor, x: torch.Tensor, y: torch.Tensor, rate: float) -> torch.Tensor:
    """Take one step of gradient descent on the mean squared error of x @ weight, (N, D) @ (D,), against y, (N,).

    The answer is the new weight, (D,), without a history; the weight that came in stays as it is.
    """
    # BEGIN SOLUTION
    start = weight.detach().requires_grad_()  # (D,)
    loss = ((x @ start - y) ** 2).mean()  # ()
    (gradient,) = torch.autograd.grad(loss, start)  # (D,)
    return weight.detach() - rate * gradient  # (D,)
    # END SOLUTION
