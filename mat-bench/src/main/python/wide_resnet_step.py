#!/usr/bin/env python3
"""A MAT step of WRN-28-2 in PyTorch, to compare with 'bench --network wrn --method mat --labeled N --unlabeled M'.

Usage: wide_resnet_step.py LABELED UNLABELED [STEPS [THREADS]]

The same passes: labeled and unlabeled examples clean, the unlabeled ones along a random direction with the gradient to the
input, and perturbed; the gradient to the parameters, Adam and the mixture with a diagonal covariance. Prints a line of JSON.
"""
import json
import resource
import statistics
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

CLASSES, LATENT, STAGES, BLOCKS = 10, 128, (32, 64, 128), 4
EPSILON, XI, BETA, LAMBDA = 2.0, 1e-2, 0.03, 0.02


class Block(nn.Module):
    """Two normalized and activated 3x3 convolutions beside a shortcut."""

    def __init__(self, channels, filters, stride):
        super().__init__()
        self.normalize1 = nn.BatchNorm2d(channels)
        self.convolve1 = nn.Conv2d(channels, filters, 3, stride, 1, bias=False)
        self.normalize2 = nn.BatchNorm2d(filters)
        self.convolve2 = nn.Conv2d(filters, filters, 3, 1, 1, bias=False)
        changes = channels != filters or stride != 1
        self.shortcut = nn.Conv2d(channels, filters, 1, stride, bias=False) if changes else None

    def forward(self, x):
        a = F.leaky_relu(self.normalize1(x), 0.1)
        b = self.convolve2(F.leaky_relu(self.normalize2(self.convolve1(a)), 0.1))
        return b + (x if self.shortcut is None else self.shortcut(a))


class WideResNet(nn.Module):
    def __init__(self):
        super().__init__()
        layers, channels = [nn.Conv2d(3, 16, 3, 1, 1, bias=False)], 16
        for stage, filters in enumerate(STAGES):
            for block in range(BLOCKS):
                layers.append(Block(channels, filters, 2 if stage > 0 and block == 0 else 1))
                channels = filters
        self.features = nn.Sequential(*layers, nn.BatchNorm2d(channels), nn.LeakyReLU(0.1))
        self.logits = nn.Linear(LATENT, CLASSES)

    def forward(self, x):
        latent = self.features(x).mean((2, 3))
        return latent, self.logits(latent)


def unit(direction):
    return direction / direction.flatten(1).norm(dim=1).clamp_min(1e-12).view(-1, 1, 1, 1)


def divergence(clean, perturbed, variances):
    (latent0, logits0), (latent1, logits1) = clean, perturbed
    log0, log1 = F.log_softmax(logits0, 1), F.log_softmax(logits1, 1)
    matched = 0.5 * ((latent1 - latent0) ** 2 * (1 / variances).mean(0)).sum(1)
    return ((log0.exp() * (log0 - log1)).sum(1) + BETA * matched).mean()


def main(labeled, unlabeled, steps=7, threads=2):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    network = WideResNet().to(memory_format=torch.channels_last)
    optimizer = torch.optim.Adam(network.parameters(), 3e-3)
    means, variances = torch.zeros(CLASSES, LATENT), torch.ones(CLASSES, LATENT)
    x = torch.rand(labeled, 3, 32, 32).to(memory_format=torch.channels_last)
    y = torch.randint(0, CLASSES, (labeled,))
    u = torch.rand(unlabeled, 3, 32, 32).to(memory_format=torch.channels_last)

    def step():
        latent, logits = network(x)
        distances = (latent - means[y]) ** 2 / variances[y] + variances[y].log()
        loss = F.cross_entropy(logits, y) + LAMBDA * 0.5 * distances.sum(1).mean()
        with torch.no_grad():
            clean = network(u)
        direction = (XI * unit(torch.randn_like(u))).requires_grad_()
        direction = unit(torch.autograd.grad(divergence(clean, network(u + direction), variances), direction)[0])
        loss = loss + divergence(clean, network(u + EPSILON * direction), variances)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            for k in range(CLASSES):
                own = latent[y == k]
                if len(own) > 1:
                    means[k] += 0.1 * (own.mean(0) - means[k])
                    variances[k] += 0.1 * (own.var(0) - variances[k])

    milliseconds = []
    for i in range(2 + steps):
        start = time.perf_counter()
        step()
        milliseconds.append(1e3 * (time.perf_counter() - start))
    print(json.dumps({
        "peer": "pytorch " + torch.__version__,
        "network": "wrn",
        "method": "mat",
        "labeled": labeled,
        "unlabeled": unlabeled,
        "ms_per_step": round(statistics.median(milliseconds[2:]), 1),
        "min_ms": round(min(milliseconds[2:]), 1),
        "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "threads": threads}))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
