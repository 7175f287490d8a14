using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>A function that travels with the query. Its body is a list of expressions, in wire version 1 one.</summary>
internal sealed class LambdaExpression : RayExpression
{
    private readonly RaySymbolVector _parameters;
    private readonly RayExpression _body;

    public LambdaExpression(string[] parameters, RayExpression body)
    {
        _ = parameters ?? throw new ArgumentNullException(nameof(parameters));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            if (!seen.Add(Names.Check(parameter, "Lambda", nameof(parameters))))
                throw new ArgumentException($"Lambda: the parameter '{parameter}' comes twice.", nameof(parameters));
        }

        _parameters = new RaySymbolVector([.. parameters]);
        _body = body ?? throw new ArgumentNullException(nameof(body));
    }

    private protected override RayObject Build(WireVersion version)
    {
        var body = _body.ToOperand(version);
        return new RayLambda(_parameters, version == WireVersion.V3 ? new RayList(body) : body);
    }
}
