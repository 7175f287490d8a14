using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Planning;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>The special forms that ask tables and change them.</summary>
internal static class QueryForms
{
    public static IEnumerable<Builtin> All =>
    [
        Form("select", "The rows of a table that are asked for, grouped and computed.", Select),
    ];

    private static SpecialForm Form(string name, string summary, FormCompiler compile, BuiltinTraits traits = BuiltinTraits.None) =>
        new(RayType.Variadic, name, summary)
        {
            Compile = compile,
            Traits = traits,
            Body = (_, _) => throw Fault.Type($"{name}: takes its arguments as code"),
        };

    private static QueryNode Select(Compiler compiler, ListColumn form)
    {
        var query = new QueryReader(compiler, "select").Read(form);
        return new QueryNode((machine, clauses) => new Value(new Select(machine, clauses).Run()), query);
    }
}
