# The service in a container.
#
#   docker build -t pii-serve .                      # CPU
#   docker build -t pii-serve:gpu --target gpu .     # with torch for CUDA
#   docker run --rm --read-only --tmpfs /tmp -p 8000:8000 -e PII_API_KEYS=... pii-serve

FROM python:3.11-slim-bookworm AS build
WORKDIR /src
COPY . .
RUN python -m venv /opt/pii \
    && /opt/pii/bin/pip install --no-cache-dir ".[serve,model]"

FROM build AS build-gpu
RUN /opt/pii/bin/pip install --no-cache-dir "torch>=2.13,<2.14"

FROM python:3.11-slim-bookworm AS gpu
COPY --from=build-gpu /opt/pii /opt/pii
ENV PATH=/opt/pii/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PII_HOST=0.0.0.0 \
    NVIDIA_VISIBLE_DEVICES=all NVIDIA_DRIVER_CAPABILITIES=compute
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/health/live', timeout=2)"]
ENTRYPOINT ["pii-serve"]

FROM python:3.11-slim-bookworm AS cpu
COPY --from=build /opt/pii /opt/pii
ENV PATH=/opt/pii/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PII_HOST=0.0.0.0
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/health/live', timeout=2)"]
ENTRYPOINT ["pii-serve"]
