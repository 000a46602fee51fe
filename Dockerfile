# The image of web, worker and migrations: the same for all, the command decides.
FROM python:3.11-slim-bookworm AS build
WORKDIR /build
RUN python -m venv /opt/aval
COPY requirements-prod.lock ./
RUN /opt/aval/bin/pip install --no-cache-dir --require-hashes --requirement requirements-prod.lock
COPY . .
RUN pip install --no-cache-dir hatchling \
    && python -m hatchling build --target wheel --directory /wheel \
    && /opt/aval/bin/pip install --no-cache-dir --no-deps /wheel/*.whl \
    && /opt/aval/bin/pip uninstall --yes pip setuptools

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 tzdata \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin aval
COPY --from=build /opt/aval /opt/aval
ENV PATH=/opt/aval/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER aval
WORKDIR /tmp
EXPOSE 8000
# For the web process; docker-compose.yml gives the other commands of the image checks of their own.
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["aval", "web", "--host", "0.0.0.0", "--port", "8000", "--workers", "2"]
