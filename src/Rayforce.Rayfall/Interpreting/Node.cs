using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Planning;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>A piece of code whose names have been resolved. It holds no state of its own: many requests may run it.</summary>
internal abstract class Node : Code
{
    public abstract Value Evaluate(Machine machine);

    /// <summary>Evaluates what is the answer of the request.</summary>
    public virtual Value EvaluateAnswer(Machine machine) => Evaluate(machine);

    /// <summary>Evaluates what is the answer of the request, and may hand on its first rows before it has the last ones.</summary>
    /// <returns>What has not been handed on.</returns>
    public virtual Value EvaluateInParts(Machine machine, Action<TableValue> part) => EvaluateAnswer(machine);

    /// <summary>How many rows the value has, where that is found without making it; otherwise nothing, and nothing is run.</summary>
    public virtual int? Count(Machine machine) => null;

    /// <summary>The same as a query plans it.</summary>
    public virtual QueryExpression ToQuery(Machine machine) => new Opaque(this);

    public sealed override Value Run(Evaluator evaluator) => Evaluate((Machine)evaluator);
}
