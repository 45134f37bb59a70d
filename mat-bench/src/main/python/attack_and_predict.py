#!/usr/bin/python3
"""The peer in PyTorch of 'bench --measure attack' and 'bench --measure prediction': LeNet++ with random weights.

Usage: attack_and_predict.py {attack EXAMPLES STEPS RESTARTS | prediction EXAMPLES CALLS}
The attack is projected gradient under L-infinity of so small an epsilon that no example falls, so that all steps of all
restarts are made for all of them, as there. Needs Debian's python3-torch. Prints a line of JSON.
"""
import json, statistics, sys, time
import torch, torch.nn as nn

measure, examples, threads = sys.argv[1], int(sys.argv[2]), 2
torch.set_num_threads(threads)
torch.manual_seed(1)
layers, channels = [], 1
for width in (32, 64, 128):
    for _ in range(2):
        layers += [nn.Conv2d(channels, width, 5, padding=2), nn.PReLU(width)]
        channels = width
    layers += [nn.MaxPool2d(2)]
net = nn.Sequential(*layers, nn.Flatten(), nn.Linear(1152, 2), nn.PReLU(), nn.Linear(2, 10))
net = net.to(memory_format=torch.channels_last).eval().requires_grad_(False)
x = torch.rand(examples, 1, 28, 28).to(memory_format=torch.channels_last)


def attack(steps, restarts, epsilon=1e-6):
    labels = net(x).argmax(1)
    fallen = torch.zeros(examples, dtype=torch.bool)
    for _ in range(restarts):
        r = (2 * torch.rand_like(x) - 1) * epsilon
        for _ in range(steps):
            r.requires_grad_(True)
            logits = net((x + r).clamp(0, 1))
            fallen |= logits.argmax(1) != labels
            own = logits.gather(1, labels[:, None]).squeeze(1)
            others = logits.scatter(1, labels[:, None], -torch.inf).logsumexp(1)
            gradient, = torch.autograd.grad((others - own).sum(), r)
            r = (r.detach() + 2.5 * epsilon / steps * gradient.sign()).clamp(-epsilon, epsilon)
        fallen |= net((x + r).clamp(0, 1)).argmax(1) != labels
    return fallen


def timed(call):
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


if measure == "attack":
    steps, restarts = int(sys.argv[3]), int(sys.argv[4])
    timed(lambda: attack(steps, 1))
    print(json.dumps({"peer": "pytorch " + torch.__version__, "examples": examples, "steps": steps,
                      "restarts": restarts, "seconds": round(timed(lambda: attack(steps, restarts)), 3)}))
else:
    calls = int(sys.argv[3])
    with torch.inference_mode():
        for _ in range(calls):
            net(x).softmax(1)
        times = [timed(lambda: net(x).softmax(1)) for _ in range(calls)]
    print(json.dumps({"peer": "pytorch " + torch.__version__, "examples": examples,
                      "ms_per_call": round(1000 * statistics.median(times), 3),
                      "examples_per_second": round(examples * calls / sum(times))}))
