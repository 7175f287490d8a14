using System.Text;
using Rayforce.Text;

namespace Rayforce;

/// <summary>A function written in Rayfall, with the values that it took along from where it was made.</summary>
public sealed class RayLambda : RayObject
{
    /// <summary>Makes a lambda that captures nothing.</summary>
    /// <param name="parameters">The parameters' names, a Symbol vector.</param>
    /// <param name="body">In wire version 3 a list of expressions, in version 1 one expression.</param>
    /// <exception cref="ArgumentException">The lambda would be nested more than
    /// <see cref="RayObject.MaxDepth"/> deep.</exception>
    public RayLambda(RayObject parameters, RayObject body)
        : this(parameters, body, captured: null, anyCaptured: true)
    {
    }

    /// <summary>Makes a lambda with a closure.</summary>
    /// <param name="parameters">The parameters' names, a Symbol vector.</param>
    /// <param name="body">A list of expressions.</param>
    /// <param name="captured">What the body takes from outside: a Dict of a Symbol vector and a List; null where it
    /// takes nothing.</param>
    /// <exception cref="ArgumentException">The closure is another Dict, or the lambda would be nested more than
    /// <see cref="RayObject.MaxDepth"/> deep: each closure takes three levels.</exception>
    public RayLambda(RayObject parameters, RayObject body, RayDict? captured)
        : this(parameters, body, captured, anyCaptured: false)
    {
    }

    internal RayLambda(RayObject parameters, RayObject body, RayDict? captured, bool anyCaptured)
    {
        Parameters = parameters ?? throw new ArgumentNullException(nameof(parameters));
        Body = body ?? throw new ArgumentNullException(nameof(body));
        Captured = captured is null || anyCaptured || IsClosure(captured)
            ? captured
            : throw new ArgumentException("A closure is a Dict of a Symbol vector and a List.", nameof(captured));
        Depth = Math.Max(Math.Max(Parameters.Depth, Body.Depth), Captured?.Depth ?? 0) + 1;
        ThrowIfTooDeep();
    }

    /// <summary>The parameters' names: a Symbol vector; a peer may send anything else.</summary>
    public RayObject Parameters { get; }

    /// <summary>The expressions.</summary>
    public RayObject Body { get; }

    /// <summary>
    /// The captured names and their values, a Symbol vector to a List; null where nothing is captured. Cores from
    /// 2.11.0 on write and read it. To an older one, and in wire version 1, a lambda travels without it: there its body
    /// finds those names among the globals or not at all.
    /// </summary>
    public RayDict? Captured { get; }

    /// <inheritdoc/>
    public override RayType Type => RayType.Lambda;

    /// <inheritdoc/>
    public override bool Equals(RayObject? other) =>
        other is RayLambda lambda && Parameters.Equals(lambda.Parameters) && Body.Equals(lambda.Body)
        && Equals(Captured, lambda.Captured);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(RayType.Lambda, Parameters, Body, Captured);

    internal override int Depth { get; }

    /// <summary>Whether a dict is what native 3.0.1 takes for a closure.</summary>
    internal static bool IsClosure(RayDict dict) => dict is { Keys: RaySymbolVector, Values: RayList, IsPaired: true };

    internal override void AppendRayfall(Utf8Text text) => text.Append("lambda"u8);

    internal override void AppendConstructor(StringBuilder text)
    {
        Parameters.AppendPlain(text.Append("Fn(args: "));
        Body.AppendPlain(text.Append("; body: "));
        if (Captured is not null)
            Captured.AppendPlain(text.Append("; captured: "));
        text.Append(')');
    }
}
