namespace Rayforce.Rayfall;

/// <summary>The scope of one call of a function: its parameters, and <c>self</c> for the function.</summary>
internal sealed class CallScope(Scope? outer, RayLambda function, RayObject[] arguments) : Scope(outer)
{
    public override RayObject? Find(RaySymbol name)
    {
        if (base.Find(name) is { } bound)
            return bound;
        var names = function.Parameters as RaySymbolVector;
        for (var i = arguments.Length - 1; i >= 0; i--)
        {
            if (names!.GetUtf8(i).SequenceEqual(name.Utf8))
                return arguments[i];
        }

        return name.Utf8.SequenceEqual("self"u8) ? function : null;
    }
}
