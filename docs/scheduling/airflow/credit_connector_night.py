"""Runs the night in Airflow and acts on the exit code: repeats what can be repeated, fails at once where a person must look."""

import json
import subprocess

import pendulum
from airflow.decorators import dag, task
from airflow.exceptions import AirflowException, AirflowFailException

DONE = {0, 7, 10}  # 7: balanced, with a work list; 10: another call is at it
AGAIN = {6, 8, 12, 13}  # nothing is sent twice
# Everything else (2, 3, 4, 5, 9, 11, 70) needs a person.


@dag(
    schedule="45 0 * * *",
    start_date=pendulum.datetime(2026, 1, 1, tz="Asia/Shanghai"),
    catchup=False,
    max_active_runs=1,
    tags=["credit-connector"],
)
def credit_connector_night():
    @task(retries=24, retry_delay=pendulum.duration(minutes=15))
    def run_night():
        night = subprocess.run(
            ["/opt/credit-connector/credit-connector", "run", "--target", "registry", "--quiet", "--json"],
            stdout=subprocess.PIPE,
            check=False,
        )
        if night.returncode in DONE:
            return json.loads(night.stdout)
        if night.returncode in AGAIN:
            raise AirflowException(f"exit code {night.returncode}: run again later")
        raise AirflowFailException(f"exit code {night.returncode}: see credit-connector status")

    run_night()


credit_connector_night()
