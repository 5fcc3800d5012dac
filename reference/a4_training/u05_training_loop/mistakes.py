"""a4/u05 The training loop: what students typically write instead, and what to tell them.

A message has two paragraphs: what it usually means, and a question or a thing to print. Never the fix, never a value.
Where several mistakes of one function would fit, the first in this file is named.

`raises=r"same device"`: torch's words for tensors that lie on different devices, whichever operation met them.
"""

import torch
from torch import nn
from u05_training_loop import evaluate, train_epoch

from autograder import mistake


def counted(total, right, seen):
    """What both loops return."""
    return {"loss": total / seen, "accuracy": right / seen}


def hits(scores, y):
    """How many photos of a batch have their highest score in the right place."""
    return (scores.argmax(1) == y).sum().item()


# ------------------------------------------------------------- train_epoch


@mistake(
    "no_zero_grad",
    of="train_epoch",
    en="""Gradients were not cleared between the steps. `backward` adds to what is in `.grad` already, so the second
    step follows the slopes of two batches, the third those of three, and the network runs into directions that are
    long out of date. The first step is right, so one batch alone does not show it.

    Take a learning rate of 0 and a loader that holds the same batch three times. Print the gradient of one parameter
    just before each step. How should the three numbers compare, and how do they?""",
    zh="""两步之间没有清空梯度。`backward` 会把新的梯度加到 `.grad` 里原有的数上，于是第二步走的是两个小批量的斜率之和，
    第三步是三个的，网络总在朝早已过时的方向跑。第一步是对的，所以只用一个小批量看不出来。

    请把学习率设为 0，让加载器把同一个小批量给出三次，在每一步之前打印某个参数的梯度。这三个数应当是什么关系？
    实际上呢？""",
)
def train_epoch_no_zero_grad(model, loader, loss_fn, opt, device="cpu"):
    model.train()
    total, right, seen = 0.0, 0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        scores = model(x)
        loss = loss_fn(scores, y)
        loss.backward()
        opt.step()
        total, right, seen = total + loss.item() * len(y), right + hits(scores, y), seen + len(y)
    return counted(total, right, seen)


@mistake(
    "zero_between_backward_and_step",
    of="train_epoch",
    en="""No weight has moved, for each step found nothing to follow: the slopes were thrown away before the optimiser
    looked at them, or never computed in the first place. Torch does not complain, since a parameter without a gradient
    is simply passed over.

    Write the calls of your loop one below the other, and behind each of them what is in `.grad` from then on: the
    slopes of this batch, or nothing. At which of these calls must the slopes still be there?""",
    zh="""权重一个也没有动，因为每一步都无路可走：斜率在优化器看到之前就被扔掉了，或者根本没有算过。torch 不会报错，
    因为没有梯度的参数会直接跳过。

    请把循环里的调用一行一个写下来，在每一个后面注明从此刻起 `.grad` 里有什么：这个小批量的斜率，还是什么也没有。
    执行到哪一个调用时，斜率必须还在？""",
)
def train_epoch_zero_between(model, loader, loss_fn, opt, device="cpu"):
    model.train()
    total, right, seen = 0.0, 0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        scores = model(x)
        loss = loss_fn(scores, y)
        loss.backward()
        opt.zero_grad()
        opt.step()
        total, right, seen = total + loss.item() * len(y), right + hits(scores, y), seen + len(y)
    return counted(total, right, seen)


@mistake(
    "step_before_backward",
    of="train_epoch",
    en="""No weight has moved, and yet there are gradients when all is over. So each step was taken too early: the
    slopes of its own batch were still to be computed, and those of the batch before had been cleared already.

    When the optimiser takes a step, it reads one attribute of each parameter. Print it for one parameter in the line
    just before the step. Which call fills it?""",
    zh="""权重一个也没有动，可到最后梯度却还在。这说明每一步都走得太早：自己这个小批量的斜率还没有算，
    上一个小批量的又已经清空了。

    优化器走一步时，会读每个参数的某一个属性。请在这一步的前一行，打印某个参数的这个属性。它是由哪个调用填进去的？""",
)
def train_epoch_step_before_backward(model, loader, loss_fn, opt, device="cpu"):
    model.train()
    total, right, seen = 0.0, 0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        scores = model(x)
        loss = loss_fn(scores, y)
        opt.zero_grad()
        opt.step()
        loss.backward()
        total, right, seen = total + loss.item() * len(y), right + hits(scores, y), seen + len(y)
    return counted(total, right, seen)


@mistake(
    "one_batch_behind",
    of="train_epoch",
    en="""The first step did nothing, and each later one followed the slopes of the batch before. The step stands before
    the slopes of its own batch are computed, and uses what was left over from the last round. Such a loop even learns,
    only worse, which makes it hard to find.

    Go through two batches with pencil and paper. What is in `.grad` at the first step, and whose slopes are there at
    the second?""",
    zh="""第一步什么也没做，后面每一步走的都是上一个小批量的斜率。走这一步时，自己这个小批量的斜率还没有算出来，
    用的是上一轮剩下的。这样的循环居然也能学，只是学得差一些，所以很难发现。

    请用纸笔走一遍两个小批量。第一步时 `.grad` 里有什么？第二步时，里面是谁的斜率？""",
)
def train_epoch_one_batch_behind(model, loader, loss_fn, opt, device="cpu"):
    model.train()
    total, right, seen = 0.0, 0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        scores = model(x)
        loss = loss_fn(scores, y)
        opt.step()
        opt.zero_grad()
        loss.backward()
        total, right, seen = total + loss.item() * len(y), right + hits(scores, y), seen + len(y)
    return counted(total, right, seen)


@mistake(
    "train_not_restored",
    of="train_epoch",
    en="""The network came in evaluation mode, and learnt in evaluation mode. That is how it comes whenever somebody has
    just evaluated it: the first epoch is right, and from the second on Dropout drops nothing and the statistics of
    BatchNorm stand still.

    Print `model.training` in the first line of your function, in two epochs with an evaluation in between. Who says in
    which mode the model is to learn, if not your function?""",
    zh="""网络进来时处在评估模式，也就以评估模式学了一遍。只要刚评估过，它就是这样进来的：第一个周期是对的，
    从第二个周期起，Dropout 不再丢弃，BatchNorm 的统计量也停住不动。

    请跑两个周期，中间评估一次，在函数的第一行打印 `model.training`。模型该以哪种模式来学，如果不由这个函数说，
    由谁来说？""",
)
def train_epoch_train_not_restored(model, loader, loss_fn, opt, device="cpu"):
    total, right, seen = 0.0, 0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        scores = model(x)
        loss = loss_fn(scores, y)
        opt.zero_grad()
        loss.backward()
        opt.step()
        total, right, seen = total + loss.item() * len(y), right + hits(scores, y), seen + len(y)
    return counted(total, right, seen)


@mistake(
    "mean_of_batch_losses",
    of="train_epoch",
    en="""The weights are right; the loss is the mean of the batches' means. So each batch has one vote, however few
    photos are in it. The last batch is often shorter than the others, and its photos then count for more than theirs.
    (Have a look at the accuracy, too.)

    A loader gives three photos whose mean loss is 1, and then a single photo with the loss 5. What is the mean over the
    four photos, and what does your function make of it?""",
    zh="""权重是对的，损失却是各小批量均值的均值。这样，每个小批量都算一票，不管里面的照片有多少。
    最后一个小批量常常比别的短，其中的照片就比别的照片分量更重。（准确率也请看一看。）

    加载器先给出三张照片，平均损失是 1，再给出单独一张照片，损失是 5。四张照片的平均损失是多少？
    你的函数得到的又是多少？""",
)
def train_epoch_mean_of_batch_losses(model, loader, loss_fn, opt, device="cpu"):
    model.train()
    total, right, seen, batches = 0.0, 0, 0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        scores = model(x)
        loss = loss_fn(scores, y)
        opt.zero_grad()
        loss.backward()
        opt.step()
        total, right, seen, batches = total + loss.item(), right + hits(scores, y), seen + len(y), batches + 1
    return {"loss": total / batches, "accuracy": right / seen}


@mistake(
    "loss_of_last_batch",
    of="train_epoch",
    en="""The weights are right, and the loss that came back is that of the last batch alone. Batches differ, and a
    short one more than others: such a number jumps up and down from epoch to epoch, whatever the network has learnt.

    When the loop is over, what does the variable hold in which the loss stood? Which of your variables knows about all
    batches?""",
    zh="""权重是对的，返回的损失却只是最后一个小批量的。各个小批量互不相同，短的那个相差更大：不管网络学得怎样，
    这样的数都会随周期忽高忽低。

    循环结束之后，存放损失的那个变量里是什么？哪个变量了解所有的小批量？""",
)
def train_epoch_loss_of_last_batch(model, loader, loss_fn, opt, device="cpu"):
    model.train()
    right, seen = 0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        scores = model(x)
        loss = loss_fn(scores, y)
        opt.zero_grad()
        loss.backward()
        opt.step()
        right, seen = right + hits(scores, y), seen + len(y)
    return {"loss": loss.item(), "accuracy": right / seen}


@mistake(
    "loss_tensor_kept",
    of="train_epoch",
    en="""All numbers are right. But losses (or scores) were added up or collected as tensors that remember how they
    were computed, and each of them holds on to everything that its batch has left in the network. So the memory of
    all batches is in use at once, and with a large network an epoch ends in "out of memory".

    Print what you add up, or put into a list, for two batches. Does it say `grad_fn`? What would you have to keep
    instead, if all that you need in the end is a number?""",
    zh="""数都是对的。可是累加或者收集起来的损失（或得分）是张量，它们记得自己是怎么算出来的，
    每一个都抓住了这个小批量在网络里留下的全部东西。这样，所有小批量的内存同时被占着，网络一大，一个周期还没跑完，
    就会报“out of memory”。

    请用两个小批量，把你累加的、或者放进列表的东西打印出来。里面有没有 `grad_fn`？既然最后要的只是一个数，
    应该留下的是什么？""",
)
def train_epoch_loss_tensor_kept(model, loader, loss_fn, opt, device="cpu"):
    model.train()
    losses, sizes, right = [], [], 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        scores = model(x)
        loss = loss_fn(scores, y)
        opt.zero_grad()
        loss.backward()
        opt.step()
        losses.append(loss)
        sizes.append(len(y))
        right += hits(scores, y)
    total = sum(loss.item() * size for loss, size in zip(losses, sizes, strict=True))
    return counted(total, right, sum(sizes))


@mistake(
    "accuracy_after_step",
    of="train_epoch",
    en="""The loss is right. The accuracy was counted from scores that the network gave *after* the step, when it had
    just been told the answers of this very batch. So it flatters, and every batch goes through the network twice.

    How often is the model called for one batch? When the loss is computed, which scores do you have in hand
    already?""",
    zh="""损失是对的。准确率却是用*更新之后*的得分来数的，而那时网络刚刚知道了这个小批量的答案。
    这样数出来的结果偏好，而且每个小批量都要过两遍网络。

    一个小批量，模型被调用了几次？计算损失的时候，手里已经有哪些得分？""",
)
def train_epoch_accuracy_after_step(model, loader, loss_fn, opt, device="cpu"):
    model.train()
    total, right, seen = 0.0, 0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        loss = loss_fn(model(x), y)
        opt.zero_grad()
        loss.backward()
        opt.step()
        total, right, seen = total + loss.item() * len(y), right + hits(model(x), y), seen + len(y)
    return counted(total, right, seen)


@mistake(
    "batches_not_moved",
    of="train_epoch",
    raises=r"same device",
    en="""Two tensors met that lie on different devices. The model has been moved to one, say to a GPU; the loader gives
    its batches where they were made, on the CPU. As long as both are on the CPU nobody notices, so this shows on the
    day on which you get a better computer. (For a tensor, unlike for a module, `.to` returns a moved copy and leaves
    the tensor itself where it was.)

    Print `x.device` and `y.device` in the line before the model is called. Which lines of your function use
    `device`?""",
    zh="""两个张量碰到了一起，却不在同一个设备上。模型已经移到某个设备上，比如 GPU，而加载器给出的小批量还在原来的地方，
    也就是 CPU 上。只要两者都在 CPU 上，谁也不会发现；等到换了更好的计算机，才会露馅。（对张量来说，
    `.to` 返回移动后的副本，张量自己留在原处；这一点和模块不同。）

    请在调用模型的前一行打印 `x.device` 和 `y.device`。函数里有哪几行用到了 `device`？""",
)
def train_epoch_batches_not_moved(model, loader, loss_fn, opt, device="cpu"):
    model.train()
    total, right, seen = 0.0, 0, 0
    for x, y in loader:
        scores = model(x)
        loss = loss_fn(scores, y)
        opt.zero_grad()
        loss.backward()
        opt.step()
        total, right, seen = total + loss.item() * len(y), right + hits(scores, y), seen + len(y)
    return counted(total, right, seen)


# ------------------------------------------------------------- evaluate


@mistake(
    "eval_forgotten",
    of="evaluate",
    en="""The network was asked in training mode. Then Dropout drops numbers, BatchNorm judges each photo by its
    neighbours in the batch, and its statistics move: merely looking at the validation data has changed the network.

    Evaluate the same data twice in a row, and print both answers; then print a buffer of the model before and after.
    Which of them ought to be equal, and who tells the model that it is only being asked?""",
    zh="""这里是以训练模式向网络提问的。于是 Dropout 会丢弃，BatchNorm 会拿同一小批量里的邻居来衡量每一张照片，
    而且它的统计量会变：只是看了看验证数据，网络就已经不一样了。

    请把同样的数据连续评估两次，打印两次的结果；再打印模型的某个缓冲区，评估前后各一次。哪些应当相等？
    由谁告诉模型，这次只是提问？""",
)
def evaluate_eval_forgotten(model, loader, loss_fn, device="cpu"):
    total, right, seen = 0.0, 0, 0
    with torch.no_grad():
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            scores = model(x)
            total, right, seen = total + loss_fn(scores, y).item() * len(y), right + hits(scores, y), seen + len(y)
    return counted(total, right, seen)


@mistake(
    "no_no_grad",
    of="evaluate",
    en="""The answers are right. But while the model computed them, torch was recording for a backward pass that never
    comes, which costs memory and time. Evaluation mode does not stop that: it says how Dropout and BatchNorm behave,
    and nothing else.

    Print `torch.is_grad_enabled()` in the line before the model is called. What makes it False, and for how long?""",
    zh="""答案是对的。可是模型在计算时，torch 一直在为反向传播做记录，而反向传播根本不会来：白白费了内存和时间。
    评估模式并不能阻止这件事，它只规定 Dropout 和 BatchNorm 该怎么做。

    请在调用模型的前一行打印 `torch.is_grad_enabled()`。用什么能让它变成 False？能持续多久？""",
)
def evaluate_no_no_grad(model, loader, loss_fn, device="cpu"):
    model.eval()
    total, right, seen = 0.0, 0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        scores = model(x)
        total, right, seen = total + loss_fn(scores, y).item() * len(y), right + hits(scores, y), seen + len(y)
    return counted(total, right, seen)


@mistake(
    "evaluates_by_batches",
    of="evaluate",
    en="""The loss is the mean of the batches' means, so that a short last batch counts as much as a full one. Then the
    answer depends on how the validation data was cut into batches, though the model and the data are the same. (Have a
    look at the accuracy, too.)

    Evaluate the same photos cut into batches of 4 and into batches of 3. By what do you divide, and for how many photos
    does one call of `loss_fn` speak?""",
    zh="""损失是各小批量均值的均值，于是最后那个较短的小批量和完整的小批量分量一样。这样一来，模型和数据都没变，
    只是验证数据分批的方式不同，答案就不同。（准确率也请看一看。）

    请把同样的照片按每批 4 张和每批 3 张各评估一次。除数是什么？`loss_fn` 调用一次，代表的是几张照片？""",
)
def evaluate_by_batches(model, loader, loss_fn, device="cpu"):
    model.eval()
    total, right, seen, batches = 0.0, 0, 0, 0
    with torch.no_grad():
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            scores = model(x)
            total, right = total + loss_fn(scores, y).item(), right + hits(scores, y)
            seen, batches = seen + len(y), batches + 1
    return {"loss": total / batches, "accuracy": right / seen}


@mistake(
    "evaluates_far_batches",
    of="evaluate",
    raises=r"same device",
    en="""The model lies on one device and the batch on another. A loader knows nothing about the model, neither the one
    for training nor the one for validation: it gives its batches where they were made.

    Print `x.device` in the line before the model is called. Which line of your function uses `device`, and is what it
    returns kept?""",
    zh="""模型在一个设备上，小批量在另一个设备上。加载器对模型一无所知，训练用的如此，验证用的也如此：
    小批量在哪里做出来，就在哪里给出来。

    请在调用模型的前一行打印 `x.device`。函数里哪一行用到了 `device`？它返回的结果留下来了吗？""",
)
def evaluate_far_batches(model, loader, loss_fn, device="cpu"):
    model.eval()
    total, right, seen = 0.0, 0, 0
    with torch.no_grad():
        for x, y in loader:
            scores = model(x)
            total, right, seen = total + loss_fn(scores, y).item() * len(y), right + hits(scores, y), seen + len(y)
    return counted(total, right, seen)


# ------------------------------------------------------------- overfit_one_batch


@mistake(
    "overfit_without_zero_grad",
    of="overfit_one_batch",
    en="""The first losses are right, and then they run away: the slopes of all steps so far were added up, since nobody
    cleared them in between. The steps grow longer and longer, and swing over the valley to the other side.

    Print the gradient of one parameter before each step, with a learning rate of 0. The batch is always the same, and
    so are the weights. Is the gradient?""",
    zh="""开头的损失是对的，后来就走偏了：中间没有清空，到目前为止每一步的斜率都加在了一起。步子越走越长，
    越过谷底，冲到了对面。

    请把学习率设为 0，在每一步之前打印某个参数的梯度。小批量一直是同一个，权重也没有变。那梯度呢？""",
)
def overfit_without_zero_grad(model, batch, loss_fn, opt, steps):
    x, y = batch
    losses = []
    for _ in range(steps):
        loss = loss_fn(model(x), y)
        loss.backward()
        opt.step()
        losses.append(loss.item())
    return losses


@mistake(
    "loss_after_step",
    of="overfit_one_batch",
    en="""The list begins with the loss after the first step: all numbers stand one place too early, and the model is
    asked twice for each step. What is missing is the very first number, and it is a good one to know: a network that
    guesses among K classes has a cross-entropy of about log K.

    With a learning rate of 0 you would not see it. Take a large one and a single step. What does your list say, and
    what was the loss before anything had been learnt?""",
    zh="""列表从第一步之后的损失开始：所有的数都提前了一位，而且每一步都问了模型两遍。缺的正好是最前面的那个数，
    而它很值得知道：在 K 个类别里瞎猜的网络，交叉熵大约是 log K。

    学习率为 0 时看不出来。请用一个大的学习率，只走一步。列表里是多少？什么都还没学的时候，损失又是多少？""",
)
def overfit_loss_after_step(model, batch, loss_fn, opt, steps):
    x, y = batch
    losses = []
    for _ in range(steps):
        opt.zero_grad()
        loss_fn(model(x), y).backward()
        opt.step()
        with torch.no_grad():
            losses.append(loss_fn(model(x), y).item())
    return losses


@mistake(
    "losses_hold_graphs",
    of="overfit_one_batch",
    en="""All numbers are right. But while the loop runs, the list holds tensors that remember how they were
    computed, and each of them keeps its whole pass through the network in memory. After a thousand steps there are a
    thousand.

    Print the list after two steps. What stands there besides the numbers, and who needs it once `backward` is
    through?""",
    zh="""数都是对的。可是循环运行时，列表里放的是张量，它们记得自己是怎么算出来的，每一个都把整整一遍前向计算留在内存里。
    一千步之后，就有一千份。

    请在两步之后打印这个列表。除了数，里面还有什么？`backward` 结束之后，谁还需要它？""",
)
def overfit_losses_hold_graphs(model, batch, loss_fn, opt, steps):
    x, y = batch
    losses = []
    for _ in range(steps):
        opt.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        opt.step()
        losses.append(loss)
    return [loss.item() for loss in losses]


# ------------------------------------------------------------- fit


def fitted(model, train, val, epochs, lr):
    """Rows, as they ought to be."""
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    return [row_of(epoch, learn(model, train, opt), look(model, val)) for epoch in range(1, epochs + 1)]


def learn(model, train, opt):
    """One epoch."""
    return train_epoch(model, train, nn.functional.cross_entropy, opt)


def look(model, val):
    """What the model says about the validation data."""
    return evaluate(model, val, nn.functional.cross_entropy)


def row_of(epoch, learnt, found):
    """A row."""
    row = {"epoch": epoch, "train_loss": learnt["loss"], "train_accuracy": learnt["accuracy"]}
    return row | {"val_loss": found["loss"], "val_accuracy": found["accuracy"]}


@mistake(
    "tests_on_train",
    of="fit",
    en="""The columns of the validation data hold what the network says about the training data. A network can learn
    that by heart, and such a table looks splendid until somebody comes with a new photo.

    Call `fit` with two loaders whose labels contradict each other. Which columns must then be bad, however long you
    train? Which loader goes into which of your two calls?""",
    zh="""验证数据的那几列，写的却是网络对训练数据的回答。训练数据是可以背下来的；这样的表格看起来漂亮极了，
    直到有人拿来一张新照片。

    请用两个标签互相矛盾的加载器来调用 `fit`。那么不管训练多久，哪几列必定很差？你的两次调用里，分别用了哪个加载器？""",
)
def fit_tests_on_train(model, train, val, epochs, lr):
    return fitted(model, train, train, epochs, lr)


@mistake(
    "row_overwritten",
    of="fit",
    en="""The list is long enough, but all its rows are one and the same: a single dict was filled anew in each epoch
    and put into the list again. A list does not copy what is put into it, so each place shows what the last epoch
    wrote.

    Print `rows[0] is rows[1]`. How many dicts does your function make when there are three epochs, and in which
    line?""",
    zh="""列表的长度没错，可里面的每一行都是同一个对象：只有一个字典，每个周期重新填写一遍，又再放进列表。
    列表不会复制放进去的东西，所以每个位置显示的都是最后一个周期写下的内容。

    请打印 `rows[0] is rows[1]`。如果有三个周期，你的函数一共创建了几个字典？在哪一行？""",
)
def fit_row_overwritten(model, train, val, epochs, lr):
    rows = fitted(model, train, val, epochs, lr)
    return [rows[-1] for _ in rows]


@mistake(
    "rate_ignored",
    of="fit",
    en="""The optimiser does not use `lr`: it was made with another learning rate, written into the code or torch's own
    default. Whoever tries three values then gets three equal curves, and concludes that the rate does not matter.

    Call `fit` with `lr=0`. What should happen to the weights, and what happens to yours?""",
    zh="""优化器没有用 `lr`：它的学习率是另一个值，要么写死在代码里，要么是 torch 的默认值。谁拿三个值来试，
    得到的都是三条一样的曲线，还会以为学习率无关紧要。

    请用 `lr=0` 调用 `fit`。权重应当怎样？你的权重实际上怎样？""",
)
def fit_rate_ignored(model, train, val, epochs, lr):
    return fitted(model, train, val, epochs, 1e-3)


@mistake(
    "val_before_training",
    of="fit",
    en="""The validation columns are one epoch late: the network was asked before this epoch's training, not after
    it. The first row then speaks of a network that has learnt nothing, and what the last epoch has brought is
    nowhere to be seen.

    When `fit` is over, evaluate the model once more by hand. In which row should these numbers stand?""",
    zh="""验证数据的那几列晚了一个周期：网络是在本周期训练之前被问的，而不是之后。这样，第一行说的是什么都还没学的网络，
    最后一个周期带来了什么，哪里也看不到。

    `fit` 结束之后，请亲手再评估一次模型。得到的数应该出现在哪一行？""",
)
def fit_val_before_training(model, train, val, epochs, lr):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    rows = []
    for epoch in range(1, epochs + 1):
        found = look(model, val)
        rows.append(row_of(epoch, learn(model, train, opt), found))
    return rows


@mistake(
    "optimizer_each_epoch",
    of="fit",
    en="""A new optimiser was made for each epoch. Plain SGD does not mind; but momentum and Adam remember the steps
    that they have taken so far, and yours forgets them whenever an epoch begins. In the curve this shows as a jolt.

    How often does the line run that makes the optimiser, if there are ten epochs? Where would it have to stand to run
    once?""",
    zh="""每个周期都新建了一个优化器。普通的 SGD 无所谓；可是动量法和 Adam 会记住之前走过的步子，
    而你的优化器每到一个周期开头就全忘了。在曲线上，这会表现为一下一下的颠簸。

    如果有十个周期，创建优化器的那一行会运行几次？它应该放在哪里，才只运行一次？""",
)
def fit_optimizer_each_epoch(model, train, val, epochs, lr):
    rows = []
    for epoch in range(1, epochs + 1):
        (row,) = fitted(model, train, val, 1, lr)
        rows.append(row | {"epoch": epoch})
    return rows
