namespace Rayforce.Server.Engines;

/// <summary>
/// Lists as requests. A list is a call; a list inside it that is none stands for itself, as native servers have it
/// (measured on core 3.0.1: as objects, <c>(count (1 2 3))</c> is 3). An evaluator takes every list for a call, so those
/// inside are quoted for it.
/// </summary>
internal static class ListRequest
{
    private const string Quote = "quote";

    private static readonly RaySymbol QuoteName = new(Quote);

    /// <summary>The request as an evaluator takes it; the same object where there is nothing to quote.</summary>
    public static RayObject Prepare(RayObject request)
    {
        try
        {
            return request is RayList list && IsCall(list) ? PrepareCall(list) : request;
        }
        catch (ArgumentException)
        {
            // Quoted it would be nested too deep; as it came it is for the evaluator to refuse.
            return request;
        }
    }

    private static RayList PrepareCall(RayList call)
    {
        if (call[0] is RaySymbol { Name: Quote } or RayBuiltin { Name: Quote })
            return call;
        RayObject[]? prepared = null;
        for (var i = 1; i < call.Count; i++)
        {
            if (call[i] is not RayList { Count: > 0 } inner)
                continue;
            var item = IsCall(inner) ? PrepareCall(inner) : new RayList(QuoteName, inner);
            if (ReferenceEquals(item, inner))
                continue;
            prepared ??= call.Span.ToArray();
            prepared[i] = item;
        }

        return prepared is null ? call : RayList.Wrap(prepared);
    }

    private static bool IsCall(RayList list) =>
        list.Count > 0 && list[0] is (RaySymbol { IsQuoted: false } or RayBuiltin or RayLambda);
}
