using System.Text;
using Rayforce.Text;

namespace Rayforce;

/// <summary>A function written in Rayfall.</summary>
public sealed class RayLambda : RayObject
{
    /// <summary>Makes a lambda.</summary>
    /// <param name="parameters">The parameters' names, a Symbol vector.</param>
    /// <param name="body">In wire version 3 a list of expressions, in version 1 one expression.</param>
    /// <exception cref="ArgumentException">The lambda would be nested more than
    /// <see cref="RayObject.MaxDepth"/> deep.</exception>
    public RayLambda(RayObject parameters, RayObject body)
    {
        Parameters = parameters ?? throw new ArgumentNullException(nameof(parameters));
        Body = body ?? throw new ArgumentNullException(nameof(body));
        Depth = Math.Max(Parameters.Depth, Body.Depth) + 1;
        ThrowIfTooDeep();
    }

    /// <summary>The parameters' names: a Symbol vector; a peer may send anything else.</summary>
    public RayObject Parameters { get; }

    /// <summary>The expressions.</summary>
    public RayObject Body { get; }

    /// <inheritdoc/>
    public override RayType Type => RayType.Lambda;

    /// <inheritdoc/>
    public override bool Equals(RayObject? other) =>
        other is RayLambda lambda && Parameters.Equals(lambda.Parameters) && Body.Equals(lambda.Body);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(RayType.Lambda, Parameters, Body);

    internal override int Depth { get; }

    internal override void AppendRayfall(Utf8Text text) => text.Append("lambda"u8);

    internal override void AppendConstructor(StringBuilder text)
    {
        Parameters.AppendPlain(text.Append("Fn(args: "));
        Body.AppendPlain(text.Append("; body: "));
        text.Append(')');
    }
}
