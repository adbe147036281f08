"""What rq-dashboard 0.9 does to an app's routes. Followed by flasklint, never imported."""

from flask import Blueprint

blueprint = Blueprint("rq_dashboard", __name__, static_folder="static")

POST = ["POST"]
INSTANCE = "/<int:instance_number>"
JOBS = "jobs/<queue_name>/<registry_name>"
blueprint.add_url_rule("/favicon.ico", "favicon")
blueprint.add_url_rule("/", "queues_overview", defaults={"instance_number": 0})
blueprint.add_url_rule(f"{INSTANCE}/", "queues_overview")
blueprint.add_url_rule(f"{INSTANCE}/view", "queues_overview")
blueprint.add_url_rule(f"{INSTANCE}/view/queues", "queues_overview")
blueprint.add_url_rule(f"{INSTANCE}/view/workers", "workers_overview")
blueprint.add_url_rule(f"{INSTANCE}/view/jobs", "jobs_overview")
blueprint.add_url_rule(f"{INSTANCE}/view/{JOBS}/<int:per_page>/<order>/<int:page>", "jobs_overview")
blueprint.add_url_rule(f"{INSTANCE}/view/job/<job_id>", "job_view")
blueprint.add_url_rule("/job/<job_id>/delete", "delete_job_view", methods=POST)
blueprint.add_url_rule("/job/<job_id>/requeue", "requeue_job_view", methods=POST)
blueprint.add_url_rule("/requeue/<queue_name>", "requeue_all", methods=["GET", "POST"])
blueprint.add_url_rule("/queue/<queue_name>/<registry_name>/empty", "empty_queue", methods=POST)
blueprint.add_url_rule("/queue/<queue_name>/compact", "compact_queue", methods=POST)
blueprint.add_url_rule(f"{INSTANCE}/data/queues.json", "list_queues")
blueprint.add_url_rule(f"{INSTANCE}/data/{JOBS}/<per_page>/<order>/<page>.json", "list_jobs")
blueprint.add_url_rule(f"{INSTANCE}/data/job/<job_id>.json", "job_info")
blueprint.add_url_rule(f"{INSTANCE}/data/workers.json", "list_workers")
