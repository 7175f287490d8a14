using Rayforce.Ipc;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Clients;
using Rayforce.Rayfall.Types;
using Rayforce.Rayfall.Wire;

namespace Rayforce.Rayfall.Builtins;

/// <summary>
/// What a request does over the connections of the server that it came to. Outside of a server there are none, and each
/// says so as native in a process does.
/// </summary>
internal static class Connections
{
    /// <summary>The handle of a request that came by no connection.</summary>
    private const long None = -1;

    /// <summary>The longest time that a question may wait for its answer, in milliseconds.</summary>
    private const long LongestPatience = int.MaxValue;

    private const BuiltinTraits Shared = BuiltinTraits.Volatile | BuiltinTraits.TakesNull;

    public static IEnumerable<Builtin> All =>
    [
        // The order is that of native's namespace.
        .. NotOffered.Group(NotOffered.OfConnections, [(RayType.Variadic, ".ipc.open", true)]),
        new(RayType.Unary, ".ipc.close", "Closes the connection of a handle.")
        {
            Body = Close,
            Traits = BuiltinTraits.Volatile | BuiltinTraits.Restricted,
        },
        new(RayType.Variadic, ".ipc.send", "Asks the client of a handle, and gives its answer; with a time to wait in milliseconds.")
        {
            Body = Send,
            Traits = Shared | BuiltinTraits.Restricted,
        },
        new(RayType.Binary, ".ipc.post", "Sends a message to the client of a handle.")
        {
            Body = Post,
            Traits = BuiltinTraits.Volatile | BuiltinTraits.Restricted,
        },
        new(RayType.Variadic, ".ipc.handle", "The handle of the connection, -1 without one; what is known of the one that a handle names.")
        {
            Body = Handle,
            Traits = Shared,
        },
        new(RayType.Variadic, ".ipc.txlimit", "How much may wait for a slow client, in bytes and frames: for all, or for that of a handle.")
        {
            Body = Limit,
            Traits = Shared | BuiltinTraits.Restricted,
        },
    ];

    /// <summary>How much may wait, as a dict.</summary>
    public static Value Of(Evaluator evaluator, BacklogLimit limit) => Runtime.Dict(
        evaluator, ("bytes", Value.Int64(limit.Bytes)), ("frames", Value.Int64(limit.Frames)));

    private static Value Close(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var handle = HandleOf(".ipc.close", arguments[0]);
        if (evaluator.Client is { } client)
        {
            evaluator.BeginEffects();
            client.Close(handle);
        }

        return Value.Null;
    }

    private static Value Send(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        const string name = ".ipc.send";
        if (arguments.Length is not (2 or 3))
            throw Fault.Rank($"{name} expects 2 or 3 arguments: handle msg [timeout-ms]");
        var handle = HandleOf(name, arguments[0]);
        TimeSpan? patience = null;
        if (arguments.Length == 3)
        {
            if (!IsInteger(arguments[2]))
                throw Fault.Type($"{name}: the timeout is in whole milliseconds, got {TypeNames.Of(arguments[2])}");
            if (arguments[2].IsNull || arguments[2].Bits <= 0)
                throw Fault.Domain($"{name}: the timeout is not positive");
            patience = TimeSpan.FromMilliseconds(Math.Min(arguments[2].Bits, LongestPatience));
        }

        if (evaluator.Client is not { } client)
            throw Fault.Io("connection closed");
        var message = ToWire(evaluator, arguments[1]);
        evaluator.BeginEffects();
        var left = evaluator.Budget.Left;
        RayReadBudget? budget = null;
        var answer = evaluator.Await(cancellation =>
        {
            budget = new RayReadBudget(left, cancellation.ThrowIfCancellationRequested);
            return Travel(() => client.Ask(handle, message, patience, budget, cancellation));
        });
        evaluator.Budget.Charge(left - budget!.Left);
        return answer is RayError error
            ? throw new RayfallException(error.Code, error.Message)
            : new FromWire(evaluator.Symbols, evaluator.Budget, evaluator.FindBuiltin).Convert(answer);
    }

    private static Value Post(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var handle = HandleOf(".ipc.post", arguments[0]);
        if (evaluator.Client is not { } client)
            throw Fault.Io("ipc async send failed");
        var message = ToWire(evaluator, arguments[1]);
        evaluator.BeginEffects();
        return Travel(() => client.TryPost(handle, message)) ? Value.Null : throw Fault.Io("ipc async send failed");
    }

    private static Value Handle(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (evaluator.Client is not { } client)
            return Value.Int64(None);
        if (arguments.Length != 1 || !IsInteger(arguments[0]) || client.Find(arguments[0].Bits) is not { } known)
            return Value.Int64(client.Handle);
        return Runtime.Dict(
            evaluator,
            ("handle", Value.Int64(arguments[0].Bits)),
            ("inbound", Value.True),
            ("limit_bytes", Value.Int64(known.Limit.Bytes)),
            ("limit_frames", Value.Int64(known.Limit.Frames)),
            ("queued_bytes", Value.Int64(known.QueuedBytes)),
            ("queued_frames", Value.Int64(known.QueuedFrames)),
            ("hwm_bytes", Value.Int64(known.MostBytes)));
    }

    private static Value Limit(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        const string name = ".ipc.txlimit";
        if (arguments.Length > 3)
            throw Fault.Rank($"{name} expects 0 to 3 arguments: [handle] bytes frames");
        if (arguments.Length == 0)
            return Of(evaluator, evaluator.Client?.Limit ?? BacklogLimit.Default);
        foreach (var argument in arguments)
        {
            if (!IsInteger(argument))
                throw Fault.Type($"{name} expects whole numbers, got {TypeNames.Of(argument)}");
        }

        var figures = arguments.Length == 3 ? arguments[1..] : arguments;
        var limit = new BacklogLimit(figures[0].Bits, figures.Length == 2 ? figures[1].Bits : 0);
        if (limit.Bytes < BacklogLimit.FewestBytes || limit.Frames < 0)
            throw Fault.Domain($"{name}: bytes must be >= {BacklogLimit.FewestBytes} and frames >= 0");
        if (evaluator.Client is not { } client)
        {
            return arguments.Length < 3
                ? Of(evaluator, limit)
                : throw Fault.Domain($"{name}: {arguments[0].Bits} is not a live connection handle");
        }

        evaluator.BeginEffects();
        if (arguments.Length < 3)
            client.Limit = limit;
        else if (!client.TrySetLimit(arguments[0].Bits, limit))
            throw Fault.Domain($"{name}: {arguments[0].Bits} is not a live connection handle");
        return Of(evaluator, limit);
    }

    /// <summary>A value as it travels.</summary>
    public static RayObject ToWire(Evaluator evaluator, Value value) =>
        new ToWire(evaluator.Symbols, evaluator.Budget).Convert(value);

    /// <summary>Does what sends a value, which a wire version may have no form for.</summary>
    public static T Travel<T>(Func<T> send)
    {
        try
        {
            return send();
        }
        catch (NotSupportedException exception)
        {
            throw Fault.NotYet(exception.Message);
        }
        catch (ArgumentException exception)
        {
            throw Fault.Limit(exception.Message);
        }
    }

    private static long HandleOf(string name, Value value) => IsInteger(value)
        ? value.Bits
        : throw Fault.Type($"{name} expects an i64 or i32 handle, got {TypeNames.Of(value)}");

    private static bool IsInteger(Value value) => value.Scalar is { Type: RayType.I64 or RayType.I32 };
}
