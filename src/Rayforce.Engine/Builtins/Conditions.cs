using Rayforce.Rayfall.Expressions;

namespace Rayforce.Rayfall.Builtins;

internal static class Conditions
{
    public static RowExpression? Rows(RowScope scope, RowExpression condition, RowExpression then, RowExpression otherwise) => null;
}
