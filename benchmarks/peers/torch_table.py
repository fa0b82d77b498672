"""The rows of jacobi.device.DeviceTable in PyTorch: python torch_table.py [small] [cpu]"""
import statistics
import sys
import time

import torch

small = "small" in sys.argv
device = "cuda" if torch.cuda.is_available() and "cpu" not in sys.argv else "cpu"
torch.backends.cuda.matmul.allow_tf32 = False
torch.backends.cudnn.allow_tf32 = False


def synchronize():
    if device == "cuda":
        torch.cuda.synchronize()


def seconds(call):
    calls, samples = 1, []
    while len(samples) < 9:
        synchronize()
        start = time.perf_counter()
        for _ in range(calls):
            call()
        synchronize()
        taken = time.perf_counter() - start
        if taken < 0.1 and calls < 1 << 20:
            calls *= 2
        else:
            samples.append(taken / calls)
    return statistics.median(samples)


def row(name, value, unit):
    print(f"| {name} | {value:.3g} | {unit} |", flush=True)


def network(batch):
    x = torch.randn(batch, 784, device=device)
    y = torch.randint(0, 10, (batch,), device=device)
    model = torch.nn.Sequential(torch.nn.Linear(784, 128), torch.nn.ReLU(), torch.nn.Linear(128, 10)).to(device)
    sgd = torch.optim.SGD(model.parameters(), 0.01, 0.9)

    def step():
        sgd.zero_grad()
        torch.nn.functional.cross_entropy(model(x), y).backward()
        sgd.step()

    row(f"step of the network, batch {batch}", 1e6 * seconds(step), "us")


print(torch.__version__, torch.cuda.get_device_name() if device == "cuda" else "cpu")
print("| row | value | unit |\n| --- | --- | --- |")
x, y = torch.randn(16, device=device), torch.randn(16, device=device)
row("an op on 16 numbers", 1e6 * seconds(lambda: x * y), "us")
n = 1 << 20 if small else 1 << 26
x, y = torch.rand(n, device=device), torch.rand(n, device=device)
row(f"copy of {n}", 8e-9 * n / seconds(lambda: x.clone()), "GB/s")
row(f"x * y of {n}", 12e-9 * n / seconds(lambda: x * y), "GB/s")
row(f"exp of {n}", 8e-9 * n / seconds(lambda: x.exp()), "GB/s")
row(f"sum of {n}", 4e-9 * n / seconds(lambda: x.sum()), "GB/s")
row(f"chain of five ops of {n}", 1e3 * seconds(lambda: ((x * y + x) * y + y) * x), "ms")
for size in [512, 1024] if small else [512, 1024, 2048, 4096, 8192]:
    a, b = torch.randn(size, size, device=device), torch.randn(size, size, device=device)
    row(f"product {size}", 2e-12 * size**3 / seconds(lambda: a @ b), "Tflop/s")
for batch in [32, 1024] if small else [32, 1024, 8192]:
    network(batch)
batch = 16 if small else 256
images = torch.randn(batch, 3, 32, 32, device=device)
first = (torch.randn(32, 3, 3, 3, device=device) * 0.1).requires_grad_()
second = (torch.randn(64, 32, 3, 3, device=device) * 0.1).requires_grad_()


def convolutions():
    f = torch.nn.functional
    f.conv2d(f.max_pool2d(f.conv2d(images, first).relu(), 2), second).relu().mean().backward()
    first.grad = second.grad = None


row(f"step of two convolutions, batch {batch}", 1e3 * seconds(convolutions), "ms")
