using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LlmWiki.Cli.Output;
using LlmWiki.Lint.Deep;

namespace LlmWiki.Cli.Commands;

/// <summary>How much of a model a run may use: minutes, seconds, or thousands of tokens; a time and a number of tokens may be given together.</summary>
internal sealed class BudgetOption : Option<DeepBudget>
{
    private const int MostSeconds = 30 * 24 * 3600;

    public BudgetOption()
        : base("--budget")
    {
        Description = "With --deep: how long, or how many tokens, the model may be asked; a time and a number may both be given: 10m, 90s or 200k (default: 10m)";
        HelpName = "amount";
        Arity = ArgumentArity.OneOrMore;
        AllowMultipleArgumentsPerToken = false;
        DefaultValueFactory = _ => DeepBudget.Usual;
        CustomParser = Parse;
    }

    private static DeepBudget Parse(ArgumentResult result)
    {
        var budget = new DeepBudget(null, null);
        foreach (var typed in result.Tokens.Select(token => token.Value))
        {
            if (Read(typed) is not { } one)
            {
                result.AddError(Printer.NoBudget(typed));
            }
            else if ((one.Time is not null && budget.Time is not null) || (one.Tokens is not null && budget.Tokens is not null))
            {
                result.AddError(Printer.BudgetTwice(typed));
            }
            else
            {
                budget = new DeepBudget(one.Time ?? budget.Time, one.Tokens ?? budget.Tokens);
            }
        }

        return budget;
    }

    private static DeepBudget? Read(string typed)
    {
        if (typed.Length < 2 || !int.TryParse(typed.AsSpan(0, typed.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
        {
            return null;
        }

        return typed[^1] switch
        {
            'k' => new DeepBudget(null, number * 1000L),
            's' when number <= MostSeconds => new DeepBudget(TimeSpan.FromSeconds(number), null),
            'm' when number <= MostSeconds / 60 => new DeepBudget(TimeSpan.FromMinutes(number), null),
            _ => null,
        };
    }
}
