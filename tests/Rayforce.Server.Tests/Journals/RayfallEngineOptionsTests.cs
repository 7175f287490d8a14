using Rayforce.Server.Engines;

namespace Rayforce.Server.Tests.Journals;

public sealed class RayfallEngineOptionsTests
{
    [Theory]
    [InlineData("size")]
    [InlineData("interval")]
    [InlineData("concurrency")]
    public void Options_refuse_what_means_nothing(string which) => Assert.Throws<ArgumentOutOfRangeException>(() => which switch
    {
        "interval" => new RayfallEngineOptions { SyncInterval = TimeSpan.Zero },
        "concurrency" => new RayfallEngineOptions { MaxConcurrency = -1 },
        _ => new RayfallEngineOptions { SnapshotAbove = -1 },
    });
}
