namespace Rayforce;

/// <summary>A function written in Rayfall.</summary>
public sealed class RayLambda : RayObject
{
    /// <summary>Makes a lambda.</summary>
    /// <param name="parameters">The parameters' names, a Symbol vector.</param>
    /// <param name="body">In wire version 3 a list of expressions, in version 1 one expression.</param>
    public RayLambda(RayObject parameters, RayObject body)
    {
        Parameters = parameters ?? throw new ArgumentNullException(nameof(parameters));
        Body = body ?? throw new ArgumentNullException(nameof(body));
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
}
