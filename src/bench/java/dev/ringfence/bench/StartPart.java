package dev.ringfence.bench;

import java.util.List;

/// x
final class StartPart implements Part {
    @Override
    public List<Result> run(boolean quick) { return List.of(); }
}
