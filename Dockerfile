FROM python:3.13-slim
WORKDIR /app
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes --requirement requirements.lock
COPY bot ./bot
# Nothing can be written there later: each start would compile it all again.
RUN python -m compileall -q bot
COPY data ./data
RUN useradd --create-home marquee && mkdir var && chown marquee var
USER marquee
VOLUME /app/var
STOPSIGNAL SIGTERM
CMD ["python", "-m", "bot", "run"]
