"""What students may import: data that needs no network.

>>> from autograder.given import Wardrobe
>>> clothes = Wardrobe(train=False)
>>> len(clothes), clothes.classes[6], clothes[0][0].size
(1000, 'Shirt', (28, 28))
"""

from autograder.given.data import Glyphs, Wardrobe, fashion

__all__ = ["Glyphs", "Wardrobe", "fashion"]
