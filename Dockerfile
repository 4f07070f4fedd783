FROM python:3.13-slim

# The wheels bring everything; the image needs no compiler and no system package.
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 ACCORD_VAR=/var/lib/accord
WORKDIR /srv/accord

COPY requirements/base.txt requirements/
RUN pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements/base.txt

COPY . .
# collectstatic opens no connection; the values end with this line.
RUN useradd --system --home-dir /var/lib/accord --create-home accord \
    && DEBUG=0 SECRET_KEY=for-collectstatic-only DATABASE_URL=postgres://web:none@none/none REDIS_URL=redis://none \
       python manage.py collectstatic --no-input --verbosity 0

USER accord
EXPOSE 8000
CMD ["gunicorn", "coordination.wsgi", "--worker-class", "gthread", "--workers", "3", "--threads", "8", "--bind", "0.0.0.0:8000"]
