# Works in an event loop.
import asyncio
async def main():
    await asyncio.sleep(0)
    print(sum(map(int, input().split())))
asyncio.run(main())
