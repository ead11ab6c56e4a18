# syntax=docker/dockerfile:1
# Everything in one small image: Bun, the app, and Litestream. Runs as a user without rights, writes only to /data.
# The tags name exact versions; 'bun bin/pin-images.ts' writes the digest beside each, bin/deploy refuses a release without, and Renovate
# keeps both up to date.

FROM litestream/litestream:0.5.17-scratch AS litestream

FROM oven/bun:1.4.5-slim AS packages
WORKDIR /app
COPY package.json bun.lock ./
RUN bun install --frozen-lockfile --production --ignore-scripts
# Of Google's three hundred services we use the calendar, and what checks types has nothing to do here: 280 of 415 MB.
RUN find node_modules/googleapis/build/src/apis -mindepth 1 -maxdepth 1 -type d ! -name calendar -exec rm -r {} + \
 && rm -r node_modules/typescript node_modules/@typescript node_modules/bun-types node_modules/@types

FROM oven/bun:1.4.5-slim
WORKDIR /app
COPY --from=litestream /usr/local/bin/litestream /usr/local/bin/litestream
# Never with an SQLite that can damage a file while two processes use it (3.7.0 to 3.51.2).
RUN litestream version | grep -qx 'v\?0\.5\.17' \
 && grep -aoE '\b3\.[0-9]{2}\.[0-9]{1,2}\b' /usr/local/bin/litestream | sort -V | head -n 1 \
  | (printf '3.51.3\n'; cat) | sort -V --check
COPY --from=packages /app/node_modules ./node_modules
COPY package.json bun.lock tsconfig.json litestream.yml ./
COPY bin/start bin/tienminuten bin/
COPY public ./public
COPY src ./src
# What a school reads in the product itself.
COPY docs/school-guide.md docs/
# bin/start gives the volume to this user and becomes it.
RUN mkdir /data
ENV RUN_AS=bun NODE_ENV=production DATA_DIR=/data PORT=3000 LITESTREAM=/usr/local/bin/litestream
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=5m CMD ["bun", "-e", "process.exit((await fetch('http://127.0.0.1:' + process.env.PORT + '/health')).ok ? 0 : 1)"]
# Litestream gets the time to copy the rest: give the container 120 seconds to stop.
STOPSIGNAL SIGTERM
CMD ["bin/start"]
