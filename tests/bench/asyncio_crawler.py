"""Collects a project's merge requests as people write it: asyncio and aiohttp, ten pages at a time.

Usage: asyncio_crawler.py API_URL PROJECT_ID OUT
Writes the number of deployments of each service to OUT; prints nothing. GitLab tells no number of
pages above 10,000 merge requests: ten workers take the next page until one is short.
"""
import asyncio
import itertools
import json
import sys

import aiohttp

AT_ONCE = 10


async def fetch_page(session, url, number):
    parameters = {"state": "all", "order_by": "created_at", "sort": "asc",
                  "per_page": "100", "page": str(number)}
    async with session.get(url, params=parameters) as response:
        response.raise_for_status()
        return await response.json()


async def work(session, url, numbers, merge_requests):
    for number in numbers:
        page = await fetch_page(session, url, number)
        merge_requests.extend(page)
        if len(page) < 100:
            return


async def crawl(url):
    merge_requests = []
    numbers = itertools.count(1)
    connector = aiohttp.TCPConnector(limit=AT_ONCE)
    async with aiohttp.ClientSession(connector=connector) as session:
        workers = [work(session, url, numbers, merge_requests) for _ in range(AT_ONCE)]
        await asyncio.gather(*workers)
    return merge_requests


def count(merge_requests):
    services = {}
    for each in merge_requests:
        for label in each["labels"]:
            if label.startswith("service:") and each["state"] in ("merged", "closed"):
                name = label[len("service:"):]
                services[name] = services.get(name, 0) + 1
    return services


def main():
    api_url, project, out = sys.argv[1:]
    merge_requests = asyncio.run(crawl(f"{api_url}/projects/{project}/merge_requests"))
    with open(out, "w", encoding="utf-8") as file:
        json.dump({"seen": len(merge_requests), "services": count(merge_requests)}, file)


main()
