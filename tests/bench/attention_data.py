"""Writes merge requests as the data folder of a collection, and reads the report made of it."""
import datetime
import functools
import json
import os
import shutil
import subprocess
from dataclasses import dataclass

URL = "https://gitlab.example.com/platform/deployments"
EMPTY_GROUPS = ("unknown_state", "without_service_label", "without_tier_label", "excluded_author",
                "excluded_label", "excluded_bot", "superseded", "with_several_services",
                "with_several_tiers", "merged_without_merged_at", "closed_without_closed_at")


@dataclass
class Settings:
    """How a collection counts, and when it was made."""

    collected: float  # Seconds since 1970.
    granularity: str = "month"  # Or `week`.
    date_by: str = "created"  # Or `finished`.
    since: float | None = None  # The begin of a day; nothing earlier counts.


@functools.cache
def date(day):
    return (datetime.date(1970, 1, 1) + datetime.timedelta(day)).isoformat()


@functools.cache
def label(day, granularity):
    year, week, _ = datetime.date.fromisoformat(date(day)).isocalendar()
    return f"{year}-W{week:02}" if granularity == "week" else date(day)[:7]


def instant(time):
    day, milliseconds = divmod(int(time * 1000), 86400000)
    seconds, milliseconds = divmod(milliseconds, 1000)
    return f"{date(day)}T{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}" \
           f".{milliseconds:03}Z"


def deployment_text(deployment, settings):
    time, iid, (created, ended, failed, tier) = deployment
    begin, finish = instant(created), instant(ended)
    return (f'{{"deployment_time":"{begin if settings.date_by == "created" else finish}",'
            f'"deployment_status":"{"failed" if failed else "successful"}","tier":"{tier}",'
            f'"iid":{iid},"web_url":"{URL}/-/merge_requests/{iid}","finished_time":"{finish}",'
            f'"created_time":"{begin}"}}')


def open_text(merge_request):
    _, iid, (created, _, _, tier) = merge_request
    return (f'{{"created_time":"{instant(created)}","tier":"{tier}","iid":{iid},'
            f'"web_url":"{URL}/-/merge_requests/{iid}"}}')


def summary_of(deployments, granularity):
    counts = {}
    for time, _, merge_request in deployments:
        period = label(int(time // 86400), granularity)
        total, failed = counts.get(period, (0, 0))
        counts[period] = (total + 1, failed + merge_request[2])
    summary = {}
    for period, (total, failed) in counts.items():
        summary |= {period: total, f"{period}_failed": failed,
                    f"{period}_failure_rate": round(100 * failed / total, 2)}
    return summary


def sort_out(merge_requests, iid, settings):
    """Returns deployments and open ones as (time, iid, merge request), in the order of the files.

    Numbers begin with `iid`. What is created after the collection is left out.
    """
    deployments, still_open = [], []
    for number, merge_request in enumerate(merge_requests, iid):
        created, ended, _, _ = merge_request
        finished = ended <= settings.collected
        time = created if settings.date_by == "created" or not finished else ended
        if created <= settings.collected and time >= (settings.since or 0):
            (deployments if finished else still_open).append((time, number, merge_request))
    deployments.sort()
    still_open.sort()
    return deployments, still_open


def collection_of(settings, counts):
    deployments, failed, still_open, services = counts
    seen = deployments + still_open
    groups = dict.fromkeys(EMPTY_GROUPS, 0)
    groups |= {"seen": seen, "counted": deployments, "in_flight": still_open, "outside_range": 0}
    return {
        "project": "platform/deployments", "project_url": URL,
        "projects": [{"project": "platform/deployments", "project_url": URL,
                      "merge_requests": seen, "missing_iids": 0, "first_missing_iids": []}],
        "partial": [], "collected_at": instant(settings.collected), "period": settings.granularity,
        "time_zone": "UTC", "date_by": settings.date_by,
        "since": None if settings.since is None else date(int(settings.since // 86400)),
        "until": None, "service_prefix": "service:", "tier_prefix": "tier:",
        "exclude_authors": [], "exclude_labels": [], "exclude_bots": False,
        "superseded_within_minutes": 0, "merge_requests": groups, "services": services,
        "deployments": deployments, "successful": deployments - failed, "failed": failed,
        "superseded": 0, "requests": 0, "retries": 0, "suspicious_names": [],
        "more_suspicious_names": False}


def write_lists(path, lists):
    """`lists` has (service, texts)."""
    with open(path, "w", encoding="utf-8") as file:
        file.write("{")
        for number, (service, texts) in enumerate(lists):
            file.write(f'{"," if number else ""}\n"{service}": [\n' + ",\n".join(texts) + "]")
        file.write("\n}\n")


def write_data(folder, services, settings):
    """`services` are lists of merge requests by name; those without a deployment are not listed."""
    os.makedirs(folder)
    summary, deployment_lists, open_lists = {}, [], []
    deployments = failed = still_open = 0
    iid = 1
    for service, merge_requests in sorted(services.items()):
        done, unfinished = sort_out(merge_requests, iid, settings)
        iid += len(merge_requests)
        if done:
            summary[service] = summary_of(done, settings.granularity)
            deployment_lists.append((service, [deployment_text(each, settings) for each in done]))
        if unfinished:
            open_lists.append((service, [open_text(each) for each in unfinished]))
        deployments += len(done)
        failed += sum(merge_request[2] for _, _, merge_request in done)
        still_open += len(unfinished)
    write_lists(f"{folder}/service_deployments.json", deployment_lists)
    write_lists(f"{folder}/open_merge_requests.json", open_lists)
    counts = (deployments, failed, still_open, len(summary))
    for name, value in (("summary", summary), ("collection", collection_of(settings, counts))):
        with open(f"{folder}/{name}.json", "w", encoding="utf-8") as file:
            json.dump(value, file)


def write_charts(folder):
    """An index without charts: the report shows placeholders instead."""
    os.makedirs(folder)
    with open(f"{folder}/charts.json", "w", encoding="utf-8") as file:
        json.dump({"summary_sha256": "", "shard": 1, "shards": 1, "charts": []}, file)


def report(program, folder, services, settings):
    """Writes `services` into `folder`, which it removes again; returns the site's report.json."""
    write_data(f"{folder}/data", services, settings)
    write_charts(f"{folder}/charts")
    command = [program, "report", "--quiet", "--data", f"{folder}/data", "--charts",
               f"{folder}/charts", "--out", f"{folder}/site"]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if run.returncode not in (0, 3):  # 3: the charts are missing.
        raise RuntimeError(f"`dora-report report` failed on {folder}: {run.stderr.strip()}")
    path = f"{folder}/site/report.json"
    if not os.path.exists(path):
        raise RuntimeError("`dora-report report` wrote no report.json")
    with open(path, encoding="utf-8") as file:
        result = json.load(file)
    shutil.rmtree(folder)
    return result
