#!/usr/bin/env bash
# Submits lape to Kubernetes, driver on this machine (client mode): LAPE_IMAGE names an image with Spark 4.1 for Scala 2.13 and Java 17.
#   LAPE_IMAGE=spark:4.1.0-scala2.13-java17-ubuntu jobs/submit/kubernetes.sh k8s://https://host:6443 run --lake s3a://bucket/lake …
set -euo pipefail
here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
[ $# -ge 2 ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
master=$1; shift
[ -n "${LAPE_IMAGE:-}" ] || { echo "LAPE_IMAGE_MISSING: LAPE_IMAGE is not set. The executors are started from that image. Set it to an image with Spark 4.1 (Scala 2.13, Java 17)." >&2; exit 2; }
# shellcheck source=common.sh
. "$here/common.sh"
lape_submit --master "$master" --deploy-mode client \
  --conf spark.kubernetes.container.image="$LAPE_IMAGE" \
  --conf spark.dynamicAllocation.enabled=true --conf spark.dynamicAllocation.shuffleTracking.enabled=true -- "$@"
