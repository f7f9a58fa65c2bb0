"""Makes many calls with Python's `openai` client and prints what they took: what `bench-models` does with atlas's.

  openai_client.py URL CALLS CONCURRENT SPREAD-MS
"""

import asyncio
import json
import resource
import sys
import time

import openai

PROMPT = "A line of a problem statement, as long as such lines are.\n" * 60


async def call(client, sample, delays):
    first = None
    text = []
    stream = await client.chat.completions.create(
        model="bench", max_tokens=1000, seed=sample, stream=True, stream_options={"include_usage": True},
        messages=[{"role": "system", "content": "Answer."}, {"role": "user", "content": PROMPT}])
    async for chunk in stream:
        if first is None:
            first = time.monotonic_ns()
        for choice in chunk.choices:
            text.append(choice.delta.content or "")
    sent = "".join(text).split(" ")[0]
    if sent.isdigit():
        delays.append((first - int(sent)) / 1e6)


async def main():
    url, calls, concurrent, spread = sys.argv[1], *map(int, sys.argv[2:5])
    # As it comes: at most 1,000 connections, of which 100 are kept.
    client = openai.AsyncOpenAI(base_url=url, api_key="none", timeout=120, max_retries=0)
    delays = []
    await call(client, calls, delays)
    before, began = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
    places = asyncio.Semaphore(concurrent)

    async def one(sample):
        async with places:
            if sample < concurrent and spread > 0:
                await asyncio.sleep(spread / 1000 * sample / concurrent)
            await call(client, sample, delays)

    await asyncio.gather(*(one(sample) for sample in range(calls)))
    wall = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_SELF)
    delays.sort()
    print(json.dumps({
        "calls": calls, "concurrent": concurrent, "wall_s": wall,
        "cpu_s": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, "peak_kib": after.ru_maxrss,
        "first_token_ms": delays[len(delays) // 2], "first_token_p95_ms": delays[len(delays) * 95 // 100]}))


asyncio.run(main())
