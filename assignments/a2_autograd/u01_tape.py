"""a2/u01 The tape: numbers that remember how they were made, so that gradients find their way back."""


class Value:
    """A number that can be added, multiplied and cut off at 0, and that knows the Values that it was made of.

    >>> a = Value(3.0)
    >>> b = a * a + 2 * a
    >>> b.data
    15.0
    >>> b.backward()
    >>> a.grad
    8.0
    """

    def __init__(self, data: float, parents: tuple["Value", ...] = (), op: str = "") -> None:
        """Keep the number as `data`, and let `grad` be 0.

        `parents` are the Values that it was made of, and `op` says how: "+", for example. A number that you make
        yourself, such as Value(3.0), was made of nothing: it has no parents.
        """
        raise NotImplementedError("a2/u01 Value.__init__")

    def __add__(self, other: "Value | float") -> "Value":
        """Happens at `a + b` and `a + 2`: give a new Value, the sum, made of both. A plain number becomes a Value, too.

        >>> (Value(3.0) + Value(4.0)).data, (Value(3.0) + 2).data
        (7.0, 5.0)
        """
        raise NotImplementedError("a2/u01 Value.__add__")

    def __mul__(self, other: "Value | float") -> "Value":
        """Happens at `a * b` and `a * 2`: give a new Value, the product, made of both.

        >>> (Value(3.0) * Value(4.0)).data, (Value(3.0) * 2).data
        (12.0, 6.0)
        """
        raise NotImplementedError("a2/u01 Value.__mul__")

    def relu(self) -> "Value":
        """Give a new Value: the same number if it is above 0, else 0.

        >>> Value(3.0).relu().data, Value(-3.0).relu().data
        (3.0, 0.0)
        """
        raise NotImplementedError("a2/u01 Value.relu")

    def backward(self) -> None:
        """Set the `grad` of this Value to 1, and add to the `grad` of every Value that it was made of, directly or by
        way of others, how much this one rises for each bit by which that one rises. Nothing is returned.

        >>> a = Value(3.0)
        >>> b = a * a
        >>> (b * 5).backward()
        >>> b.grad, a.grad
        (5.0, 30.0)
        """
        raise NotImplementedError("a2/u01 Value.backward")

    # Given: nothing to do here.

    def __radd__(self, other: float) -> "Value":
        """Happens at `2 + a`, since a number does not know how to add a Value."""
        return self + other

    def __rmul__(self, other: float) -> "Value":
        """Happens at `2 * a`."""
        return self * other

    def __repr__(self) -> str:
        """Happens at `print(a)`."""
        return f"Value(data={self.data}, grad={self.grad})"
