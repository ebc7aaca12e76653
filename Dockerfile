# The image of Ringfence: a trimmed JDK, the C library that it needs, and the program with its AOT cache. Nothing else is in it,
# not even a shell. docs/image.md tells more.
#
#   podman build -t ringfence .     (or docker build)

# Any image with a shell, glibc, binutils and a JDK 25 will do; Maven is needed only where the context has no target/ringfence.jar.
ARG BUILD_IMAGE=docker.io/library/maven:3.9.16-eclipse-temurin-25

FROM ${BUILD_IMAGE} AS build
WORKDIR /build
COPY . .
# What pleases a developer's eye, such as format and coverage, is not the image's business.
RUN --mount=type=cache,target=/root/.m2 \
    [ -e target/ringfence.jar ] || mvn -B -q -DskipTests -Dspotless.check.skip=true -Dcyclonedx.skip=true -Djacoco.skip=true package

# The options are part of the JDK, so that training and run have the same ones, and JAVA_TOOL_OPTIONS can override each.
RUN jlink --output /opt/ringfence/jre \
        --add-modules java.base,java.instrument,java.logging,java.management,java.naming,java.net.http,java.sql,java.xml,jdk.management,jdk.unsupported,jdk.zipfs \
        --strip-java-debug-attributes --compress zip-6 --no-header-files --no-man-pages \
        --add-options "-XX:+UseG1GC -XX:+UseCompactObjectHeaders -XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError -XX:+ErrorFileToStderr -XX:-UsePerfData" && \
    find /opt/ringfence/jre -name '*.so' -exec strip --strip-unneeded {} + && \
    cp -r target/ringfence.jar target/lib LICENSE /opt/ringfence/

# The AOT cache is valid for files with exactly these times. Builders that rewrite times (SOURCE_DATE_EPOCH) come to the same ones.
# The default is project.build.outputTimestamp of pom.xml.
ARG SOURCE_DATE_EPOCH=1767225600
# The program is attacked like in the demo, by a process of its own, and writes the cache when it has withstood that and ends.
# Its heap is small so that it is addressed as in a small container, however large the builder is.
RUN find /opt/ringfence -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} + && \
    java -cp "target/test-classes:target/ringfence.jar:target/demo-lib/*" dev.ringfence.demo.Rehearsal \
        /opt/ringfence/jre/bin/java -Xmx256m -XX:AOTCacheOutput=/opt/ringfence/ringfence.aot -Xlog:aot=error \
        -jar /opt/ringfence/ringfence.jar run --log-format json && \
    [ -s /opt/ringfence/ringfence.aot ]

# Everything as it will be: the C library, which is all that the JDK's libraries need, and what names the user. Where the build image
# keeps a record of its packages, scanners find the C library's, and the system that it comes from, where they look for them.
RUN mkdir -p /image/etc /image/opt /image/var/lib/dpkg/status.d && \
    find /opt/ringfence/jre -name '*.so' -exec ldd {} + | sed -n 's|.*[[:space:]]\(/lib[^ ]*\) (0x.*|\1|p' | sort -u | \
        while read -r library; do cp -L --parents "$library" /image; done && \
    cp -L /etc/os-release /image/etc/ && \
    if command -v dpkg-query >/dev/null; then dpkg-query -s libc6 >/image/var/lib/dpkg/status.d/libc6; fi && \
    echo 'ringfence:x:65532:65532:Ringfence:/:/sbin/nologin' >/image/etc/passwd && \
    echo 'ringfence:x:65532:' >/image/etc/group && \
    echo 'hosts: files dns' >/image/etc/nsswitch.conf && \
    mv /opt/ringfence /image/opt/ && \
    find /image -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +

FROM scratch
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
ARG CREATED=2026-01-01T00:00:00Z
LABEL org.opencontainers.image.title="Ringfence" \
      org.opencontainers.image.description="Keeps AI workloads on Kubernetes inside the network isolation that was approved for them." \
      org.opencontainers.image.authors="The Ringfence authors" \
      org.opencontainers.image.vendor="The Ringfence authors" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.url="https://github.com/ringfence/ringfence" \
      org.opencontainers.image.source="https://github.com/ringfence/ringfence" \
      org.opencontainers.image.documentation="https://github.com/ringfence/ringfence/blob/main/README.md" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}"
COPY --from=build /image/ /
# The names of files are UTF-8, whatever they contain.
ENV LANG=C.UTF-8
USER 65532:65532
EXPOSE 8080
ENTRYPOINT ["/opt/ringfence/jre/bin/java", "-XX:AOTCache=/opt/ringfence/ringfence.aot", "-jar", "/opt/ringfence/ringfence.jar"]
CMD ["run"]
