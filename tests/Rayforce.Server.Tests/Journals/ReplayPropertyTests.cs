using CsCheck;
using Rayforce.Ipc;

namespace Rayforce.Server.Tests.Journals;

public sealed class ReplayPropertyTests
{
    /// <summary>What happens between requests.</summary>
    private enum Event
    {
        Nothing,
        Snapshot,
        End,
        Death,
    }

    private static readonly Gen<(RayObject Request, WireVersion Version, Event Before)[]> History = Gen.Select(
            HistoryGen.Request,
            Gen.Frequency((20, Gen.Const(Event.Nothing)), (1, Gen.Const(Event.Snapshot)), (1, Gen.Const(Event.End)), (1, Gen.Const(Event.Death))),
            (request, before) => (request.Request, request.Version, before))
        .Array[1, 30];

    [Fact]
    public async Task Every_global_is_the_same_byte_for_byte_after_any_history() =>
        await History.SampleAsync(
            async history =>
            {
                var folder = new DataFolder();
                var data = await folder.OpenAsync();
                try
                {
                    foreach (var (request, version, before) in history)
                    {
                        var dump = data.Dump();
                        switch (before)
                        {
                            case Event.Snapshot:
                                await data.AskAsync("(.log.snapshot)");
                                break;
                            case Event.End:
                                await data.DisposeAsync();
                                data = await folder.OpenAsync();
                                break;
                            case Event.Death:
                                var left = folder.Copy();
                                await data.DisposeAsync();
                                folder.Dispose();
                                data = await (folder = left).OpenAsync();
                                break;
                        }

                        Assert.Equal(dump, data.Dump());
                        await data.AskAsync(request, version);
                    }

                    using var copy = folder.Copy();
                    await using var again = await copy.OpenAsync();
                    Assert.Equal(data.Dump(), again.Dump());
                    Assert.DoesNotContain(again.Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal));
                }
                finally
                {
                    await data.DisposeAsync();
                    folder.Dispose();
                }
            },
            iter: 300,
            print: history => string.Join('\n', history.Select(step => $"{step.Before} {(int)step.Version} {step.Request}")));
}
