# Made by `autograder release`: worked examples to read. Checks of your own belong in another file.
"""a1/u08 Einsum: worked examples. Read them: each name says what the example shows."""

from autograder import assert_same, points, tensor


@points(1)
def test_matmul_sums_a_row_of_a_times_a_column_of_b(student):
    """a 的一行与 b 的一列逐项相乘再求和"""
    a, b = tensor([[1.0, 2.0], [3.0, 4.0]]), tensor([[1.0, 0.0], [10.0, 1.0]])
    assert_same(student.matmul(a, b), tensor([[21.0, 2.0], [43.0, 4.0]]))  # 21 = 1 * 1 + 2 * 10
    a = tensor([[1.0, 2.0, 3.0], [0.0, 1.0, 0.0]])  # (2, 3)
    b = tensor([[1.0, 0.0, 0.0, 5.0], [0.0, 1.0, 0.0, 6.0], [0.0, 0.0, 1.0, 7.0]])  # (3, 4)
    assert_same(student.matmul(a, b), tensor([[1.0, 2.0, 3.0, 38.0], [0.0, 1.0, 0.0, 6.0]]))


@points(1)
def test_batched_matmul_multiplies_each_pair_of_matrices_on_its_own(student):
    """每一对矩阵各自相乘，互不相干"""
    a = tensor([[[1.0, 2.0], [3.0, 4.0]], [[1.0, 1.0], [0.0, 1.0]]])
    b = tensor([[[1.0, 0.0], [10.0, 1.0]], [[2.0, 0.0], [0.0, 3.0]]])
    assert_same(student.batched_matmul(a, b), tensor([[[21.0, 2.0], [43.0, 4.0]], [[2.0, 3.0], [0.0, 3.0]]]))
    a = tensor([[[1.0], [2.0], [3.0]], [[1.0], [10.0], [100.0]]])  # (2, 3, 1)
    b = tensor([[[1.0, 2.0, 3.0, 4.0]], [[5.0, 6.0, 7.0, 8.0]]])  # (2, 1, 4)
    first = [[1.0, 2.0, 3.0, 4.0], [2.0, 4.0, 6.0, 8.0], [3.0, 6.0, 9.0, 12.0]]
    second = [[5.0, 6.0, 7.0, 8.0], [50.0, 60.0, 70.0, 80.0], [500.0, 600.0, 700.0, 800.0]]
    assert_same(student.batched_matmul(a, b), tensor([first, second]))


@points(1)
def test_bilinear_gives_one_number_for_each_row(student):
    """每一行得到一个数"""
    W = tensor([[1.0, 2.0], [3.0, 4.0]])
    x = tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])  # take row 0 of W, row 1, the sum of both
    y = tensor([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])  # and of that column 0, column 0, column 1
    assert_same(student.bilinear(x, W, y), tensor([1.0, 3.0, 6.0]))
    W = tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])  # (2, 3)
    x, y = tensor([[1.0, 10.0]]), tensor([[1.0, 2.0, 0.0]])  # a batch of one row
    assert_same(student.bilinear(x, W, y), tensor([145.0]))  # 41 * 1 + 52 * 2 + 63 * 0


@points(1)
def test_outer_multiplies_every_a_by_every_b(student):
    """a 的每个数与 b 的每个数相乘"""
    a, b = tensor([1.0, 2.0, 3.0]), tensor([1.0, 10.0, 100.0])
    assert_same(student.outer(a, b), tensor([[1.0, 10.0, 100.0], [2.0, 20.0, 200.0], [3.0, 30.0, 300.0]]))
    assert_same(
        student.outer(tensor([1.0, 2.0]), tensor([5.0, 6.0, 7.0])), tensor([[5.0, 6.0, 7.0], [10.0, 12.0, 14.0]])
    )


@points(1)
def test_attention_scores_has_a_row_for_each_query_and_a_column_for_each_key(student):
    """每个查询占一行，每个键占一列"""
    q, k = tensor([[[[1.0, 0.0], [2.0, 1.0]]]]), tensor([[[[1.0, 0.0], [3.0, 5.0]]]])  # (1, 1, 2, 2)
    assert_same(student.attention_scores(q, k), tensor([[[[1.0, 3.0], [2.0, 11.0]]]]))  # 11 = 2 * 3 + 1 * 5
    q = tensor([[[[1.0], [2.0], [3.0]], [[1.0], [10.0], [100.0]]]])  # (1, 2, 3, 1): two heads
    k = tensor([[[[1.0], [0.0], [5.0]], [[1.0], [2.0], [3.0]]]])
    first = [[1.0, 0.0, 5.0], [2.0, 0.0, 10.0], [3.0, 0.0, 15.0]]
    second = [[1.0, 2.0, 3.0], [10.0, 20.0, 30.0], [100.0, 200.0, 300.0]]
    assert_same(student.attention_scores(q, k), tensor([[first, second]]))
