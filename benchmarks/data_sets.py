"""How hard the data sets are, and what drawing them costs: python benchmarks/data_sets.py [--seeds 3] [--epochs 5]

Each network is trained on the training pictures and tested on the others; the spread over seeds is the lesson. Glyphs
are tested in faces that the network has never seen, and, for comparison, in faces that it has.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import torch
from torch import nn
from torch.nn import functional as F

from autograder.given.data import Glyphs, Pictures, Wardrobe
from autograder.given.glyphs import TRAINED, glyphs
from autograder.given.wardrobe import wardrobe


def mlp() -> nn.Module:
    """784, 128, 10."""
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))


def small_cnn() -> nn.Module:
    """The network of the course."""
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(784, 10),
    )  # fmt: skip


def scaled(data: torch.Tensor) -> torch.Tensor:
    """uint8 (N, 28, 28) to float32 (N, 1, 28, 28) in 0 to 1."""
    return data[:, None].float() / 255


def trained(build: Callable[[], nn.Module], pictures: Pictures, seed: int, epochs: int) -> nn.Module:
    """Train with Adam, in batches of 32."""
    torch.manual_seed(seed)
    model = build()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    x, y = scaled(pictures.data), pictures.targets
    for _ in range(epochs):
        for chosen in torch.randperm(len(x)).split(32):
            optimizer.zero_grad()
            F.cross_entropy(model(x[chosen]), y[chosen]).backward()
            optimizer.step()
    return model.eval()


@torch.no_grad()
def accuracy(model: nn.Module, data: torch.Tensor, targets: torch.Tensor) -> float:
    """The share of pictures that get their own class."""
    return (model(scaled(data)).argmax(dim=1) == targets).float().mean().item()


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=5)
    asked = parser.parse_args()
    torch.set_num_threads(1)
    for name, draw in (("wardrobe", wardrobe), ("glyphs", glyphs)):
        start = time.process_time()
        draw(1000, 0)
        print(f"{name}: 1,000 pictures drawn in {time.process_time() - start:.2f} s of CPU")
    clothes, digits = Wardrobe(), Glyphs(size=2500)
    clothes_test, digits_test = Wardrobe(train=False), Glyphs(train=False)
    seen_faces, seen_digits, _ = glyphs(1000, 12345, TRAINED)
    known = torch.from_numpy(seen_faces), torch.from_numpy(seen_digits)
    rows = [
        ("wardrobe, 6,000 pictures", clothes, (clothes_test.data, clothes_test.targets)),
        ("glyphs, 2,500, the same faces", digits, known),
        ("glyphs, 2,500, faces held out", digits, (digits_test.data, digits_test.targets)),
    ]
    print(f"accuracy after {asked.epochs} epochs, {asked.seeds} seeds")
    for title, pictures, test in rows:
        for network, build in (("MLP", mlp), ("SmallCNN", small_cnn)):
            found = [accuracy(trained(build, pictures, seed, asked.epochs), *test) for seed in range(asked.seeds)]
            print(f"{title:32} {network:9} {' '.join(f'{each:.3f}' for each in sorted(found))}")


if __name__ == "__main__":
    main()
