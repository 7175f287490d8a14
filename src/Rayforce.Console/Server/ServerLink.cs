using System.Diagnostics;
using Rayforce.Client;
using Rayforce.Console.Browser;
using Rayforce.Display;

namespace Rayforce.Console.Server;

/// <summary>The server that the page is from, over WebSockets that are made anew when they were lost.</summary>
internal sealed class ServerLink : IAsyncDisposable
{
    /// <summary>A request that takes long does not hold up the others.</summary>
    private const int Connections = 4;

    /// <summary>A server with a password does not look at the name; it may be logged.</summary>
    private const string User = "console";

    /// <summary>Names, what they are bound to (functions themselves, whose type has no name), and rows of tables.</summary>
    private const string GlobalsSource =
        """
        (do (let e (env 0))
            (list (key e)
                  (map (fn [v] (if (== (type v) (as 'SYMBOL "?")) v (type v))) (value e))
                  (map (fn [v] (if (== (type v) 'TABLE) (count v) 0Nl)) (value e))))
        """;

    private readonly Completer _completer;
    private RayClient? _client;

    /// <summary>Makes the link; it is opened by <see cref="OpenAsync"/>.</summary>
    public ServerLink() => _completer = new Completer(
        async (source, cancellationToken) =>
            (await EvaluateAsync(source, cancellationToken)).Value ?? RayNull.Instance);

    /// <summary>Told when the link has been opened, lost or made again.</summary>
    public event Action? Changed;

    /// <summary>Where the server is.</summary>
    public static string Url { get; } = Page.GetServerUrl();

    /// <summary>Whether the server has let the page in.</summary>
    public bool IsOpen => _client is not null;

    /// <summary>Whether there is a connection now.</summary>
    public bool IsConnected => _client?.State == RayClientState.Connected;

    /// <summary>Connects.</summary>
    /// <param name="password">The password; null for none.</param>
    /// <returns>Null when the server has let the page in; otherwise why not.</returns>
    public async Task<string?> OpenAsync(string? password)
    {
        var client = new RayClient(new RayClientSettings
        {
            Endpoints = [new Uri(Url)],
            Credentials = password is null ? null : $"{User}:{password}",
            PoolSize = Connections,
            MaxReconnectDelay = TimeSpan.FromSeconds(5),
        });
        try
        {
            await client.ConnectAsync();
        }
        catch (RayforceException exception)
        {
            await client.DisposeAsync();
            // A browser tells no page why a WebSocket was refused.
            if (!await Page.IsAliveAsync())
                return exception.Message;
            return password is null
                ? "The server wants a password."
                : "The server did not let this page in: is the password right?";
        }

        client.StateChanged += (_, _) => Changed?.Invoke();
        _client = client;
        Changed?.Invoke();
        return null;
    }

    /// <summary>Evaluates a source.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; the server evaluates no further.</exception>
    public async Task<Answer> EvaluateAsync(string source, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            var reply = await GetClient().ExecuteVerboseAsync(
                new RayString(source), cancellationToken: cancellationToken);
            return new Answer(reply.Result, reply.Output, Stopwatch.GetElapsedTime(start));
        }
        catch (RayforceQueryException exception)
        {
            return new Answer(exception.Error, exception.Error.Output ?? "", Stopwatch.GetElapsedTime(start));
        }
        catch (RayforceException exception)
        {
            return new Answer(null, "", Stopwatch.GetElapsedTime(start), exception.Message);
        }
    }

    /// <summary>The publications on a topic, from now on.</summary>
    /// <exception cref="RayforceException">There is no subscription to be had.</exception>
    public IAsyncEnumerable<Update<RayObject>> SubscribeAsync(string topic, CancellationToken cancellationToken) =>
        GetClient().SubscribeAsync(
            topic, new RaySubscriptionOptions { Policy = RayBufferPolicy.DropOldest }, cancellationToken);

    /// <summary>The names that may stand at a place of a source.</summary>
    public Task<Completion> CompleteAsync(string text, int place) =>
        _completer.CompleteAsync(text, place, CancellationToken.None);

    /// <summary>What is bound on the server beside its builtins; null where it does not tell.</summary>
    public async Task<IReadOnlyList<Global>?> GetGlobalsAsync()
    {
        if ((await EvaluateAsync(GlobalsSource, CancellationToken.None)).Value
            is not RayList { Count: 3 } lists || lists[0] is not RaySymbolVector names)
        {
            return null;
        }

        var globals = new List<Global>();
        for (var i = 0; i < names.Count; i++)
        {
            var kind = ItemAt(lists[1], i);
            if (kind is RaySymbol type)
                globals.Add(new Global(names[i], type.Name, ItemAt(lists[2], i) is RayAtom<long> { IsNull: false } rows ? rows.Value : null));
            else if (kind is RayLambda)
                globals.Add(new Global(names[i], "function", null));
        }

        globals.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        return globals;
    }

    /// <summary>The columns of a table, each with its type.</summary>
    public async Task<IReadOnlyList<(string Name, string Type)>> GetColumnsAsync(string table)
    {
        // Whoever has bound it chose the name: it is a value here, and nothing that is evaluated.
        var name = RayfallSource.Quote(table);
        var answer = await EvaluateAsync(
            $"(do (let t (resolve (as 'SYMBOL {name}))) (list (key t) (map type (value t))))", CancellationToken.None);
        return answer.Value is RayList { Count: 2 } lists && lists[0] is RaySymbolVector names
            ? [.. names.ToArray().Select((column, i) => (column, ItemAt(lists[1], i) is RaySymbol type ? type.Name : ""))]
            : [];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _client?.DisposeAsync() ?? default;

    private static RayObject? ItemAt(RayObject items, int index) => items switch
    {
        RayList list when index < list.Count => list[index],
        RayVector vector when index < vector.Count => vector.GetAtom(index),
        _ => null,
    };

    private RayClient GetClient() => _client ?? throw new InvalidOperationException("The page has not been let in.");
}
