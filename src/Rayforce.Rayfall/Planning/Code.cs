using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Planning;

/// <summary>A piece of code that an evaluation can run: what the plan of a query does not look into.</summary>
internal abstract class Code
{
    public abstract Value Run(Evaluator evaluator);
}
