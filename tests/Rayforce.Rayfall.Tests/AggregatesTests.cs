namespace Rayforce.Rayfall.Tests;

public class AggregatesTests
{
    [Fact]
    public void Aggregates_answer_as_native_to_the_last_bit() =>
        Assert.Empty(GoldenReplies.Differences("aggregates.jsonl"));
}
