"""a1/u08 Einsum: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one function would fit, the first in this file is named.

`raises=r"must match|does not broadcast"`: torch's words for two lengths that clash, met by `*` or by einsum.
`raises=r"cannot be multiplied"`: the same, met by `@`.
`raises=r"Boolean value of Tensor"`: torch's words if a tensor stands where einsum looks for its string.
"""

import torch

from autograder import mistake


@mistake(
    "star_not_at",
    of="matmul",
    raises=r"must match|does not broadcast",
    en="""`*` multiplies numbers that stand at the same place in both matrices, and adds nothing up. In letters that is
    "both a and b are called n, d, and so is the answer". Square matrices let it pass; others make torch complain about
    lengths.

    The task sums over d. At which place does d stand in a, and at which in b? Is that what `*` pairs?""",
    zh="""`*` 只是把两个矩阵里位置相同的数相乘，并不求和。用字母来说，就是 a、b 和结果都叫 n、d。
    矩阵是方阵时它照样运行，不是方阵时 torch 就会抱怨长度不合。

    题目要求对 d 求和。d 在 a 里排在第几个轴？在 b 里呢？`*` 配对的是这样的数吗？""",
)
def matmul_star_not_at(a, b):
    return a * b


@mistake(
    "rows_with_rows",
    of="matmul",
    raises=r"cannot be multiplied|does not broadcast",
    en="""Rows of a were combined with rows of b: the letter that both share names the last axis of b, where the task
    has it name the first. For a square b torch cannot know that; otherwise two lengths clash.

    Take a = [[1, 2], [3, 4]] and for b a table with a single number that is not 0, in its upper right corner. Work out
    the answer on paper. In which column of the answer should something stand, and where does yours have it?""",
    zh="""这里是 a 的行与 b 的行相乘再求和：两者共用的字母在 b 里成了最后一个轴，而题目里它是第一个轴。
    b 是方阵时，torch 无从发现；否则会有两个长度冲突。

    取 a = [[1, 2], [3, 4]]，b 只有右上角的数不是 0，先在纸上算出结果。
    不为 0 的数应该出现在结果的哪一列？你的结果里它们在哪里？""",
)
def matmul_rows_with_rows(a, b):
    return torch.einsum("nd,md->nm", a, b)


@mistake(
    "result_on_its_side",
    of="matmul",
    en="""Every number is right, but the table lies on its side: what came back ({result}) has a row for each column of
    b. The letters behind the arrow say in which order the axes of the answer stand, and torch takes them at their
    word; where there is no arrow, it puts them in alphabetical order. Square matrices do not show it in their shape.

    Which length should come first in the answer, that of a or that of b? Which letter comes first in yours?""",
    zh="""每个数都算对了，可整张表横竖颠倒：返回的结果（{result}）里，b 的每一列成了一行。
    箭头后面的字母规定了结果各个轴的次序，torch 会一字不差地照办；要是没写箭头，就按字母表的次序来。
    如果是方阵，光看形状看不出来。

    结果的第一个长度应该来自 a 还是来自 b？在你的结果里，排在最前面的是哪个字母？""",
)
def matmul_result_on_its_side(a, b):
    return torch.einsum("nd,dm->mn", a, b)


@mistake(
    "sum_left_out",
    of="matmul",
    en="""The products are there, but nothing has been added up: what came back ({result}) has an axis for every letter.
    A letter that is still there behind the arrow stays an axis; one that is missing there is summed over.

    The answer should have the shape (N, M). Which letter of yours is too many?""",
    zh="""乘积都有了，可是还没有求和：返回的结果（{result}）给每个字母都留了一个轴。
    出现在箭头后面的字母会保留成轴，没有出现的字母才会被求和。

    结果的形状应该是 (N, M)。你的哪个字母是多余的？""",
)
def matmul_sum_left_out(a, b):
    return torch.einsum("nd,dm->ndm", a, b)


@mistake(
    "string_last",
    of="matmul",
    raises=r"Boolean value of Tensor",
    en="""The string with the letters stands behind the tensors. Einsum expects it as its first argument; it took your
    matrix for the string, tried to read it, and failed with a message that says nothing about the order. (In the
    library einops it is the other way round: there the tensors come first.)

    Put the two things side by side: the example at the top of the handout, and your line. What stands directly behind
    the opening bracket in each?""",
    zh="""写着字母的字符串放到了张量的后面。einsum 要求它是第一个参数；现在它把矩阵当成了字符串来读，
    读不下去，于是报错，而报错信息里丝毫没有提到次序。（在 einops 这个库里正好相反，张量在前。）

    请把讲义开头的例子与你写的这一行放在一起比较：左括号后面紧接着的，各是什么？""",
)
def matmul_string_last(a, b):
    return torch.einsum(a, b, "nd,dm->nm")


@mistake(
    "dropped_batch_letter",
    of="batched_matmul",
    en="""The batch axis of b has a letter that nothing else has. So torch summed over it: every matrix of a was
    multiplied by the sum of all matrices of b. With a batch of one the answer is even right, and what comes
    back always has the shape that it should have.

    Change one number in the last matrix of b. Which matrices of the answer may change, and which of yours do?""",
    zh="""b 的 batch 轴用了一个别处都没有的字母，于是 torch 对它求了和：a 的每个矩阵乘上的，是 b 的所有矩阵之和。
    小批量里只有一个样本时，结果甚至是对的；而形状任何时候都对。

    请改动 b 的最后一个矩阵里的一个数。结果里哪些矩阵可以跟着变？你的结果里，变了的又是哪些？""",
)
def batched_matmul_dropped_batch_letter(a, b):
    return torch.einsum("bnd,cdm->bnm", a, b)


@mistake(
    "batch_summed_away",
    of="batched_matmul",
    en="""The batch axis is gone: what came back ({result}) is one matrix, the sum of the products of all pairs. The
    letter of the batch stands in front of the arrow, but not behind it, and that means "add up over it".

    How many matrices should come out if 32 pairs go in? Which letter of the answer counts them?""",
    zh="""batch 轴不见了：返回的结果（{result}）只有一个矩阵，是各对矩阵的乘积加在了一起。
    代表 batch 的字母出现在箭头前面，却没有出现在箭头后面，意思就是“对它求和”。

    放进去 32 对矩阵，应该得到几个矩阵？结果的哪个字母用来数它们？""",
)
def batched_matmul_batch_summed_away(a, b):
    return torch.einsum("bnd,bdm->nm", a, b)


@mistake(
    "every_matrix_with_every_matrix",
    of="batched_matmul",
    en="""Every matrix of a was multiplied by every matrix of b, so there are B times B products in an answer of four
    axes ({result}). `tensordot` does that, as does `numpy.dot`, and so does einsum if the two batch axes have two
    different letters and both of them are kept.

    To which pairs of samples do you want an answer? How do you tell torch that sample 0 of a belongs to sample 0
    of b?""",
    zh="""a 的每个矩阵与 b 的每个矩阵都乘了一遍，于是结果有四个轴（{result}），里面是 B 乘 B 个乘积。
    `tensordot` 和 `numpy.dot` 都是这样做的；如果两个 batch 轴用了两个不同的字母，又都保留下来，einsum 也会这样。

    你想要的是哪些样本对的结果？怎样告诉 torch：a 的第 0 个样本与 b 的第 0 个样本是一对？""",
)
def batched_matmul_every_matrix_with_every_matrix(a, b):
    return torch.einsum("bnd,cdm->bncm", a, b)


@mistake(
    "no_letter_for_the_batch",
    of="batched_matmul",
    raises=r"number of subscripts|must be a matrix",
    en="""The tensors have three axes, and were treated as if they had two. Einsum wants exactly one letter for each
    axis, and `torch.mm` takes nothing but matrices.

    a has {a}. What does the first of these lengths count, and what do you call it in your string?""",
    zh="""这些张量有三个轴，却被当成只有两个轴来处理。einsum 要求每个轴恰好有一个字母，而 `torch.mm` 只接受矩阵。

    请看 a（{a}）。第一个长度数的是什么？在你的字符串里，它叫什么？""",
)
def batched_matmul_no_letter_for_the_batch(a, b):
    return torch.einsum("nd,dm->nm", a, b)


@mistake(
    "star_for_batches",
    of="batched_matmul",
    raises=r"must match|does not broadcast",
    en="""`*` pairs numbers at the same place, in batches as elsewhere, and never adds up. Between two batches of square
    matrices it runs and gives an answer of the right shape.

    How many products go into one number of a matrix product, and how many went into one of yours?""",
    zh="""`*` 把位置相同的数相乘，对小批量也是如此，而且从不求和。如果里面都是方阵，它照样运行，
    结果的形状也是对的。

    矩阵乘积里的一个数，是由几个乘积加起来的？你的结果里的一个数呢？""",
)
def batched_matmul_star_for_batches(a, b):
    return a * b


@mistake(
    "transposed_w",
    of="bilinear",
    raises=r"cannot be multiplied|must match|does not broadcast",
    en="""W was read with its axes swapped, so that its rows met y and its columns met x. If x and y have equally many
    features, torch has no way to notice. It happens in good code: in the notebooks of a well-known book about language
    models such a line ran for as long as a layer had as many outputs as inputs (LLMs-from-scratch, issue 857).

    Let W have one number that is not 0, in row 0 and column 1. Which feature of x and which feature of y should it
    connect, and which ones does your function ask for?""",
    zh="""W 的两个轴对调了：它的行对上了 y，列对上了 x。如果 x 和 y 的特征数相同，torch 无从发现。
    写得好的代码里也会出这种事：在一本著名的语言模型教材的 notebook 里，就有这样一行，
    只要一层的输出与输入一样多，它就一直能运行（LLMs-from-scratch，issue 857）。

    假设 W 只有第 0 行、第 1 列的数不是 0。它应该把 x 的哪个特征与 y 的哪个特征联系起来？你的函数用到的又是哪两个？""",
)
def bilinear_transposed_w(x, W, y):
    return torch.einsum("bi,ji,bj->b", x, W, y)


@mistake(
    "every_x_with_every_y",
    of="bilinear",
    en="""Each row of x was scored with each row of y, and the answer became a table ({result}). That is what `@` does
    with a second matrix that was turned over. On the diagonal of the table stands what the task asks for; all the rest
    was computed for nothing.

    x and y have a batch axis each. With how many different letters do you name these two, and with how many
    should you?""",
    zh="""x 的每一行与 y 的每一行都算了一个分数，于是结果成了一张表（{result}）。用 `@` 乘上一个转置过的矩阵，
    就会这样。题目要的数都在这张表的对角线上，其余的都白算了。

    x 和 y 各有一个 batch 轴。这两个轴，你用了几个不同的字母？应该用几个？""",
)
def bilinear_every_x_with_every_y(x, W, y):
    return x @ W @ y.T


@mistake(
    "batch_in_one_number",
    of="bilinear",
    en="""All scores of the batch were added up to a single number ({result}). If there is nothing behind the arrow,
    every letter is summed over, that of the batch as well; a bare `.sum()` does the same.

    Two samples go in. How many scores do you want back, and which letter has to survive for that?""",
    zh="""整个小批量的分数加成了一个数（{result}）。箭头后面什么也不写，就会对每个字母求和，batch 的字母也不例外；
    不带参数的 `.sum()` 也是这样。

    放进去两个样本，应该得到几个分数？为此，哪个字母必须保留下来？""",
)
def bilinear_batch_in_one_number(x, W, y):
    return torch.einsum("bi,ij,bj->", x, W, y)


@mistake(
    "one_sum_missing",
    of="bilinear",
    en="""The sum over the features of x has been done, the one over the features of y has not: what came back
    ({result}) still has an axis for them.

    The score of one sample adds up products over i and over j. Which of the two letters can still be found in your
    answer?""",
    zh="""对 x 的特征已经求了和，对 y 的特征却还没有：返回的结果（{result}）里还留着它的轴。

    一个样本的分数，既要对 i 求和，也要对 j 求和。你的结果里还能找到其中的哪个字母？""",
)
def bilinear_one_sum_missing(x, W, y):
    return x @ W * y


@mistake(
    "letters_behind_tensors",
    of="bilinear",
    raises=r"Boolean value of Tensor",
    en="""Three tensors came first and the string after them, so einsum looked for letters in x. Its message complains
    about the truth of a tensor, since it had got as far as an `if`.

    In which order does einsum want a string and tensors? In the example of the handout, which of the two comes
    first?""",
    zh="""三个张量在前，字符串在后，于是 einsum 到 x 里去找字母了。它抱怨的是张量不能当作真假值，
    那是因为内部正好走到了一个 `if`。

    字符串和张量，einsum 要求的次序是什么？讲义的例子里，哪一个在前面？""",
)
def bilinear_letters_behind_tensors(x, W, y):
    return torch.einsum(x, W, y, "bi,ij,bj->b")


@mistake(
    "dot_product",
    of="outer",
    raises=r"inconsistent tensor size|must match|does not broadcast",
    en="""The products of equal places were added up to one number ({result}): the inner product. For the outer one
    nothing is summed, and every number of a meets every number of b. Vectors of different length torch refuses here.

    How many products can be made of 3 numbers and 4 numbers? How many different letters does a table need that has
    room for all of them?""",
    zh="""位置相同的数相乘之后，又加成了一个数（{result}），这是内积。外积不求和，
    a 的每个数都要与 b 的每个数相乘。两个向量长度不同时，torch 会拒绝这种写法。

    3 个数与 4 个数，一共可以两两组成几个乘积？要装下全部乘积，这张表需要几个不同的字母？""",
)
def outer_dot_product(a, b):
    return torch.einsum("n,n->", a, b)


@mistake(
    "same_letter_twice",
    of="outer",
    raises=r"must match|does not broadcast",
    en="""Only numbers at the same place were multiplied, and the answer is a vector ({result}). That is what one
    letter for both axes says, and what `*` does with two flat tensors. If a and b differ in length, torch stops.

    With which numbers of b should the first number of a be multiplied, and with how many of them was it?""",
    zh="""只有位置相同的数相乘了，结果是一个向量（{result}）。两个轴用同一个字母，就是这个意思；
    `*` 遇到两个一维张量，也是这样。如果 a 和 b 长度不同，torch 会报错停下。

    a 的第一个数应该与 b 的哪些数相乘？实际上它乘了几个数？""",
)
def outer_same_letter_twice(a, b):
    return a * b


@mistake(
    "table_on_its_side",
    of="outer",
    en="""All products are there, but in a table that lies on its side: its rows belong to b and its columns to a
    ({result}). With vectors of equal length the shape does not give it away.

    Read the first row of your answer. Which of its factors stays the same along that row, one of a or one of b?""",
    zh="""乘积一个不少，可这张表横竖颠倒了：它的行对应 b，列对应 a（{result}）。
    如果两个向量一样长，光看形状看不出来。

    请读一读结果的第一行。沿着这一行保持不变的因数，来自 a 还是来自 b？""",
)
def outer_table_on_its_side(a, b):
    return torch.einsum("n,m->mn", a, b)


@mistake(
    "added_not_multiplied",
    of="outer",
    en="""The table has the right shape, but it is a table of sums: `+` stands where a product belongs. Broadcasting
    builds the table for either.

    What should be in the table wherever a is 0, and what is there?""",
    zh="""表的形状是对的，可里面装的是和：该相乘的地方用了 `+`。这两种运算，广播都能造出这样一张表。

    在 a 等于 0 的那一行，表里应该是什么？实际上是什么？""",
)
def outer_added_not_multiplied(a, b):
    return a[:, None] + b


@mistake(
    "repeated_output_letter",
    of="attention_scores",
    raises=r"appears more than once",
    en="""Queries and keys both stand along an axis of length L, and both axes got the same letter. But the answer
    needs one axis for the queries and another one for the keys, and torch cannot tell two equal letters apart. A
    letter is the name of an axis, not of a length.

    In the score of query 5 and key 2, which number runs along which axis? How would you call these two if you wrote
    loops?""",
    zh="""查询和键各沿着一个长度为 L 的轴排列，这两个轴用了同一个字母。可结果里，查询要有一个轴，键也要有一个轴，
    两个字母相同，torch 就分不清了。字母是轴的名字，不是长度的名字。

    查询 5 与键 2 的分数，两个编号分别沿着哪个轴变化？如果写循环，你会给这两个变量起什么名字？""",
)
def attention_scores_repeated_output_letter(q, k):
    return torch.einsum("bhld,bhld->bhll", q, k)


@mistake(
    "only_same_position",
    of="attention_scores",
    en="""Each query met one key only, the one at its own position, so a head has L scores and not a table of them
    ({result}). With one letter for both positions the two walk in step.

    How many keys does the first query have to be compared with? Which letter lets the key move on while the query
    stands still?""",
    zh="""每个查询只遇到了一个键，就是与它位置相同的那一个。于是每个头只有 L 个分数，而不是一张表（{result}）。
    两个位置共用一个字母，就会齐步走。

    第一个查询应该与几个键比较？靠哪个字母，才能让键往前走，而查询停在原地？""",
)
def attention_scores_only_same_position(q, k):
    return (q * k).sum(-1)


@mistake(
    "keys_in_the_rows",
    of="attention_scores",
    en="""The scores are right, but in each table the rows belong to the keys and the columns to the queries. Both have
    the length L, so the shape never shows it. The softmax that comes next goes along the rows, and would then share
    out the wrong thing.

    Take a single query that is not 0, at position 0. In which line of numbers should the scores stand, in row 0 or in
    column 0?""",
    zh="""分数都算对了，可每张表里，行对应的是键，列对应的是查询。两者长度都是 L，光看形状永远看不出来。
    接下来的 softmax 沿着行进行，这样分配的对象就错了。

    假设只有位置 0 的查询不是 0。分数应该排在第 0 行，还是第 0 列？""",
)
def attention_scores_keys_in_the_rows(q, k):
    return torch.einsum("bhnd,bhmd->bhmn", q, k)


@mistake(
    "features_left_over",
    of="attention_scores",
    en="""The sum went over the positions, and the features were left: each head has a table of D times D
    ({result}). It says how features go together, not how similar a query and a key are. Where L and D are equal, the
    shape looks right.

    Which letter should be in q and in k but not in the answer, the one for positions or the one for features?""",
    zh="""求和是沿着位置进行的，留下来的却是特征：每个头得到一张 D 乘 D 的表（{result}）。
    它说的是各个特征之间的关系，而不是查询与键有多相似。L 和 D 恰好相等时，形状看上去是对的。

    哪个字母应该出现在 q 和 k 里、却不出现在结果里？是位置的，还是特征的？""",
)
def attention_scores_features_left_over(q, k):
    return torch.einsum("bhnd,bhne->bhde", q, k)


@mistake(
    "k_as_it_is",
    of="attention_scores",
    raises=r"Expected size|does not broadcast",
    en="""`q @ k` sums over the last axis of q and the last but one of k: features of a query meet positions of the
    keys. These have nothing to do with each other. Torch says so only where their lengths, D and L, differ. (A
    `reshape` or a `view` of k exchanges no axes; where D and L are equal it leaves k just as it was.)

    Write (B, H, L, D) twice, one below the other. Which letter of the first should meet which letter of the second?""",
    zh="""`q @ k` 让 q 的最后一个轴与 k 的倒数第二个轴配对求和：查询的特征遇上了键的位置，而这两者毫不相干。
    只有长度 D 和 L 不相等时，torch 才会报错。
    （对 k 做 `reshape` 或 `view` 并不会交换轴；D 和 L 相等时，k 一点也没有变。）

    请把 (B, H, L, D) 上下写两遍。上面的哪个字母应该与下面的哪个字母配对？""",
)
def attention_scores_k_as_it_is(q, k):
    return q @ k


@mistake(
    "all_axes_reversed",
    of="attention_scores",
    raises=r"must match|Expected size|expects a tensor with <= 2 dimensions",
    en="""The wrong axes of k changed places. `.T` and `.t()` are meant for matrices: on a tensor of four axes `.T` puts
    all of them in reverse order, the batch at the end (torch warns about that), and `.t()` refuses. `transpose(1, 2)`
    is right in a batch of matrices, (B, L, D); where there are heads, too, axis 1 is theirs.

    Print `k.shape`, and the shape of what stands behind the `@`. Which two axes did you want to swap, and what became
    of the other two?""",
    zh="""k 交换了不该交换的轴。`.T` 和 `.t()` 是给矩阵用的：对有四个轴的张量，`.T` 会把所有轴的次序整个倒过来，
    batch 轴跑到了最后（torch 会给出警告）；`.t()` 则干脆拒绝。`transpose(1, 2)` 适合一批矩阵 (B, L, D)；
    多了头（head）这个轴之后，轴 1 就是头。

    请打印 `k.shape`，再打印 `@` 后面那个张量的形状。你想交换的是哪两个轴？另外两个轴又怎么样了？""",
)
def attention_scores_all_axes_reversed(q, k):
    return q @ k.T


@mistake(
    "scaled_already",
    of="attention_scores",
    en="""Every score was divided by the root of a length. Transformers do that, with the root of D, but in the next
    step; the task asks for the sums of products as they are.

    Take D = 4 and a query and a key of four ones. What is the sum of the products, and what does your function
    say?""",
    zh="""每个分数都除以了某个长度的平方根。Transformer 确实要这样做（除以 D 的平方根），但那是下一步的事；
    题目要的是乘积之和本身。

    取 D = 4，查询和键都是四个 1。乘积之和是多少？你的函数给出的又是多少？""",
)
def attention_scores_scaled_already(q, k):
    return q @ k.transpose(-2, -1) / q.shape[-1] ** 0.5


@mistake(
    "softmax_already",
    of="attention_scores",
    en="""The scores went through a softmax: they lie between 0 and 1, and every row sums to 1. These are attention
    weights, one step further than the task goes.

    Can a sum of products be negative? Can an entry of your answer?""",
    zh="""分数已经过了一遍 softmax：每个数都在 0 和 1 之间，每一行之和为 1。这是注意力权重，比题目多走了一步。

    乘积之和可能是负数吗？你的结果里的数呢？""",
)
def attention_scores_softmax_already(q, k):
    return torch.softmax(q @ k.transpose(-2, -1), dim=-1)


@mistake(
    "heads_mixed",
    of="attention_scores",
    en="""The head axis of k has a letter of its own that is not in the answer, so torch summed over it: each head of q
    was compared with all heads of k together. With one head nobody notices.

    Set all keys of one head to 0. Which tables of the answer may become 0, and what happens to yours?""",
    zh="""k 的头（head）轴用了一个自己的字母，而结果里没有它，于是 torch 对它求了和，
    结果 q 的每个头都是与 k 的所有头之和比较的。只有一个头时，谁也不会发现。

    请把某一个头的键全部设为 0。结果里应该变成 0 的是哪些表？你的结果又怎样？""",
)
def attention_scores_heads_mixed(q, k):
    return torch.einsum("bhnd,bgmd->bhnm", q, k)
