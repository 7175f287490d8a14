namespace Rayforce.Client;

/// <summary>What a server sends to the subscribers of a topic: <c>(upd "topic" number (quote payload))</c>.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Sequence">The publication's number.</param>
/// <param name="Payload">What was published.</param>
internal sealed record Publication(string Topic, long Sequence, RayObject Payload)
{
    /// <summary>Reads one; null when something else was pushed.</summary>
    public static Publication? Read(RayObject pushed) =>
        pushed is RayList { Count: 4 } list
        && list[0] is RaySymbol { Name: "upd" }
        && list[1] is RayString topic
        && list[2] is RayAtom<long> number
        && list[3] is RayList { Count: 2 } quoted
        && quoted[0] is RaySymbol { Name: "quote" }
            ? new Publication(topic.Value, number.Value, quoted[1])
            : null;
}
