"""Uploads with a wrong token and asks with the same session; says each pair of statuses in a line.

usage: aiohttp-refused.py <port> <size> <times>
"""

import asyncio
import sys

import aiohttp


async def body(size):
    for _ in range(size // 65536):
        yield b"q" * 65536


async def pair(base, size):
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=20)) as session:
        length = {"Content-Length": str(size // 65536 * 65536)}
        async with session.put(base + "a/b?v=00", data=body(size), headers=length) as refused:
            await refused.read()
        async with session.get(base + "a/b") as answer:
            return refused.status, answer.status


async def main(port, size, times):
    for _ in range(times):
        try:
            print(*await pair(f"http://127.0.0.1:{port}/upload/", size))
        except (aiohttp.ClientError, asyncio.TimeoutError) as error:
            print(type(error).__name__)


asyncio.run(main(*map(int, sys.argv[1:])))
