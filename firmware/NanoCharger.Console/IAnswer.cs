namespace NanoCharger.Console
{
    /// <summary>Where a command puts its answer: one of the two, once.</summary>
    internal interface IAnswer
    {
        /// <summary>Answers in one line. What is beyond 80 columns is cut.</summary>
        void Say(string text);

        /// <summary>Answers by a page, whose lines are asked for in the turns that follow; what is typed waits until it ends.</summary>
        void Show(IPage page);
    }
}
