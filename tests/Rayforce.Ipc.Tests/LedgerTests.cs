using Rayforce.TestSupport;

namespace Rayforce.Ipc.Tests;

/// <summary>The ledger of known differences is itself in order.</summary>
public sealed class LedgerTests
{
    public static TheoryData<string, string> Lines
    {
        get
        {
            var lines = new TheoryData<string, string>();
            foreach (var line in Ledger.ReadLines())
                lines.Add(line.Case, line.Where);
            return lines;
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_names_a_captured_case_and_a_part_that_asks_for_it_and_a_reason(string name, string where)
    {
        Assert.True(
            GoldenFile.TryFind(name, out _) || GoldenConversation.FindOrDefault(name) is not null,
            $"The ledger names {name}, which is no captured case.");
        Assert.Contains(Ledger.All, ledger => ledger.Where == where);
        Assert.NotEmpty(new Ledger(where).Find(name)!.Reason);
    }

    [Fact]
    public void A_case_that_is_not_on_it_has_to_agree()
    {
        Ledger.Decoder.Judge("wire3/frames/null", null);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Ledger.Decoder.Judge("wire3/frames/null", "otherwise"));
    }

    [Fact]
    public void A_case_that_is_on_it_has_to_differ()
    {
        var line = Ledger.ReadLines()[0];
        var ledger = new Ledger(line.Where);
        ledger.Judge(line.Case, "otherwise");
        var failure = Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => ledger.Judge(line.Case, null));
        Assert.Contains("no longer different: take it off the ledger", failure.Message, StringComparison.Ordinal);
    }
}
