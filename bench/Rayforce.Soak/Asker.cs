using Rayforce.Client;

namespace Rayforce.Soak;

/// <summary>Asks what only it asks, several things at once and some of them not to the end, and looks at every reply.</summary>
internal sealed class Asker(string url, int number, Ledger ledger, TimeSpan pause) : SoakClient(url, number, ledger)
{
    private const int AtOnce = 3;
    private readonly Random _random = new(number);

    protected override async Task WorkAsync(CancellationToken end)
    {
        for (var turn = 0L; !end.IsCancellationRequested; turn++)
        {
            var unique = (Number * 1_000_000_000L) + (turn * AtOnce);
            await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i => AskAsync(unique + i, _random.Next(10))));
            await RestAsync(pause, end);
        }
    }

    private async Task AskAsync(long unique, int kind)
    {
        using var givenUp = new CancellationTokenSource();
        if (kind == 0)
            givenUp.CancelAfter(TimeSpan.FromMilliseconds(unique % 20));
        try
        {
            var (request, expected) = Prepare(unique, kind);
            var reply = await Client.ExecuteAsync(request, cancellationToken: givenUp.Token);
            if (reply.Equals(expected))
                Ledger.Answered();
            else
                Ledger.Fault($"{this}: {request} was answered with {reply}");
        }
        catch (RayforceQueryException error) when (kind == 1 && error.Code == "name" && IsMine(error, unique))
        {
            Ledger.Answered();
        }
        catch (RayforceConnectionException loss) when (loss.IsTransient)
        {
            Ledger.Lost();
        }
        catch (OperationCanceledException) when (givenUp.IsCancellationRequested)
        {
            Ledger.Cancelled();
        }
    }

    /// <summary>Over TCP an error is its code alone, as natively.</summary>
    private bool IsMine(RayforceQueryException error, long unique) =>
        Client.Settings.Endpoints[0].Scheme == "rayforce" || error.Message.Contains($"{unique}", StringComparison.Ordinal);

    private static (RayObject Request, RayObject Expected) Prepare(long unique, int kind) => kind switch
    {
        0 => ($"(do (sum (til {10_000 + (unique % 200_000)})) {unique})", unique),
        1 => ($"unknown{unique}", RayNull.Instance),
        2 => ($"(+ {unique} (til 5000))", new RayVector<long>([.. Enumerable.Range(0, 5000).Select(n => unique + n)])),
        3 => ($"(do \"{unique} ☃\")", new RayString($"{unique} ☃")),
        _ => ($"(+ {unique} 1)", unique + 1),
    };
}
