"""`drt` with a destination that reads HubSpot's 207: run it in this folder as `python intent_drt.py run`.

The REST destination of drt-core takes each 2xx answer for success: records that HubSpot refused would be lost.
"""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
from drt.cli.main import app
from drt.config.credentials import resolve_env
from drt.config.models import GenericDestinationConfig, SalesforceBulkDestinationConfig, SyncOptions
from drt.connectors.registry import register_destination
from drt.destinations.base import SyncResult
from drt.destinations.rate_limiter import resolve_rate_limiter
from drt.destinations.retry import resolve_retry, with_retry
from drt.destinations.row_errors import RowError
from drt.destinations.salesforce_bulk import SalesforceBulkDestination

MOST_RECORDS = 100
KEY = "hs_object_id"


class HubspotBatchConfig(GenericDestinationConfig):
    """Where to send, and the environment variable that holds the token."""

    url: str
    token_env: str

    def rate_limit_key(self) -> str:
        """One quota for each token."""
        return f"{self.type}:{self.token_env}"


class HubspotBatchDestination:
    """Update records by id, 100 a request; a record without a result is a failure of its own."""

    def load(self, records: list[dict[str, Any]], config: HubspotBatchConfig, sync_options: SyncOptions) -> SyncResult:
        """Send one batch of drt's; every record counts as a success or as a failure."""
        result = SyncResult()
        token = resolve_env(None, config.token_env)
        if not token:
            raise ValueError(f"The environment variable {config.token_env} is empty; set it to the token of HubSpot.")
        headers = {"Authorization": f"Bearer {token}"}
        limiter = resolve_rate_limiter(config, sync_options)
        with httpx.Client(timeout=30.0) as client:
            for start in range(0, len(records), MOST_RECORDS):
                batch = records[start : start + MOST_RECORDS]
                limiter.acquire()
                status, written = self.send(client, batch, headers, config, sync_options)
                for index, record in enumerate(batch, start=start):
                    if str(record[KEY]) in written:
                        result.success += 1
                        continue
                    # The id alone: what HubSpot says may repeat what was sent.
                    preview = json.dumps({KEY: record[KEY]})
                    result.failed += 1
                    result.row_errors.append(RowError(index, preview, status, f"HubSpot answered {status}"))
        return result

    def send(self, client: httpx.Client, batch: list[dict], headers: dict, config: Any, options: Any) -> tuple:
        """The status of one request, and the ids that HubSpot says it wrote."""
        inputs = [
            {
                "id": str(record[KEY]),
                # HubSpot clears a property by an empty string.
                "properties": {name: text(value) for name, value in record.items() if name not in (KEY, "changed_at")},
            }
            for record in batch
        ]

        def post() -> httpx.Response:
            response = client.post(config.url, json={"inputs": inputs}, headers=headers)
            response.raise_for_status()
            return response

        try:
            response = with_retry(post, resolve_retry(config.retry, options))
            return response.status_code, {str(one["id"]) for one in response.json().get("results", [])}
        except httpx.HTTPStatusError as error:
            return error.response.status_code, set()
        except (httpx.TransportError, ValueError):
            return None, set()


class SalesforceRecordsConfig(GenericDestinationConfig):
    """The settings of drt-core's salesforce_bulk under a type of its own."""

    def rate_limit_key(self) -> str:
        """One quota for Salesforce."""
        return self.type


class SalesforceRecordsDestination(SalesforceBulkDestination):
    """One job of Bulk 2.0 without the cursor's column; nothing is #N/A, because an empty cell changes nothing."""

    def stage(self, records: list[dict[str, Any]], config: Any, sync_options: SyncOptions) -> None:
        """Keep the rows for the job."""
        rows = [{name: text(value) or "#N/A" for name, value in one.items() if name != "changed_at"} for one in records]
        super().stage(rows, config, sync_options)

    def finalize(self, config: SalesforceRecordsConfig, sync_options: SyncOptions) -> SyncResult:
        """Run the job; what is listed of a failed row is the code of Salesforce alone."""
        settings = {**config.model_dump(exclude_none=True), "type": "salesforce_bulk"}
        result = super().finalize(SalesforceBulkDestinationConfig(**settings), sync_options)
        for error in result.row_errors:
            found = re.search(r"'sf__Id': '(\w*)'", error.record_preview)
            error.record_preview = json.dumps({"Id": found.group(1) if found else None})
            error.error_message = error.error_message.split(":")[0]
        return result


def text(value: Any) -> str:
    """A value as HubSpot takes it: nothing is an empty string, true and false have small letters."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


register_destination("hubspot_batch", HubspotBatchConfig, HubspotBatchDestination)
register_destination("salesforce_records", SalesforceRecordsConfig, SalesforceRecordsDestination)

if __name__ == "__main__":
    app()
