using System.Text;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Clients;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Topics, which the clients of a server subscribe to and publish on.</summary>
internal static class Multicast
{
    private const string NoConnection = "requires a poll IPC context";

    public static IEnumerable<Builtin> All =>
    [
        new(RayType.Variadic, ".mc.sub", "Subscribes the connection to a topic; gives the number of its next publication.")
        {
            Body = Subscribe,
            Traits = BuiltinTraits.Volatile | BuiltinTraits.TakesNull,
        },
        new(RayType.Unary, ".mc.unsub", "Ends the connection's subscription to a topic.")
        {
            Body = Unsubscribe,
            Traits = BuiltinTraits.Volatile,
        },
        new(RayType.Binary, ".mc.pub", "Sends a value to all subscribers of a topic; gives the publication's number, 0 without subscribers.")
        {
            Body = Publish,
            Traits = BuiltinTraits.Volatile | BuiltinTraits.Restricted,
        },
        new(RayType.Variadic, ".mc.stats", "What topics and publications have come to so far.")
        {
            Body = Figures,
            Traits = BuiltinTraits.Volatile | BuiltinTraits.TakesNull,
        },
    ];

    private static Value Subscribe(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        const string name = ".mc.sub";
        if (arguments.Length is not (1 or 2))
            throw Fault.Domain($"{name} expects 1 or 2 arguments");
        var client = evaluator.Client ?? throw Fault.Domain($"{name} {NoConnection}");
        var topic = TopicOf(evaluator, name, arguments[0]);
        if (arguments.Length == 2 && !arguments[1].IsUntypedNull)
            throw Fault.NotYet($"{name}: there are no filters but null");
        evaluator.BeginEffects();
        return client.Subscribe(topic) is { } next
            ? Value.Int64(next)
            : throw Fault.Limit($"{name}: no more subscriptions are taken, or the topic's name is too long");
    }

    private static Value Unsubscribe(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        const string name = ".mc.unsub";
        var client = evaluator.Client ?? throw Fault.Domain($"{name} {NoConnection}");
        var topic = TopicOf(evaluator, name, arguments[0]);
        evaluator.BeginEffects();
        client.Unsubscribe(topic);
        return Value.Null;
    }

    private static Value Publish(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        const string name = ".mc.pub";
        var client = evaluator.Client ?? throw Fault.Domain($"{name} requires an active poll");
        var topic = TopicOf(evaluator, name, arguments[0]);
        var payload = Connections.ToWire(evaluator, arguments[1]);
        evaluator.BeginEffects();
        return Value.Int64(Connections.Travel(() => client.Publish(topic, payload)));
    }

    private static Value Figures(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length != 0)
            throw Fault.Domain(".mc.stats takes no arguments");
        var figures = evaluator.Client?.Topics ?? default;
        var limit = evaluator.Client?.Limit ?? BacklogLimit.Default;
        return Runtime.Dict(
            evaluator,
            ("topics", Value.Int64(figures.Topics)),
            ("subscriptions", Value.Int64(figures.Subscriptions)),
            ("published", Value.Int64(figures.Published)),
            ("delivered", Value.Int64(figures.Delivered)),
            ("dropped", Value.Int64(figures.Dropped)),
            ("framed", Value.Int64(figures.Framed)),
            ("tx_limit_bytes", Value.Int64(limit.Bytes)),
            ("tx_limit_frames", Value.Int64(limit.Frames)),
            ("tx_hwm_bytes", Value.Int64(figures.MostBytes)));
    }

    /// <summary>A topic: a symbol or a string, or a vector of one.</summary>
    private static string TopicOf(Evaluator evaluator, string name, Value value) => value switch
    {
        { IsSymbol: true } => evaluator.Symbols.Text(value.SymbolId),
        { Text: { } text } => Encoding.UTF8.GetString(text.Utf8),
        { Column: Column<int> { Elements.Type: RayType.Symbol, Count: 1 } symbols } => evaluator.Symbols.Text(symbols.Span[0]),
        { Column: TextColumn { Count: 1 } texts } => Encoding.UTF8.GetString(texts.Utf8(0)),
        _ => throw Fault.Type($"{name}: a topic is a symbol, got {TypeNames.Of(value)}"),
    };
}
