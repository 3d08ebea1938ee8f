//! Who said it, and whom a draft means by "the mayor" or "the airline". One line each, named after the complaint.

#[macro_use]
mod house;

flags! {
    the_chairman_did_not_say_what_the_chief_executive_said: "\"We are selling the three oldest ferries because nobody wants to sail on them,\" said Tova Lind, chief executive of Seaway Lines. The chairman, Olin Marsh, declined to comment.", "Olin Marsh said the company was selling its three oldest ferries because nobody wanted to sail on them." => ["actor-mismatch on Olin Marsh"];
    the_minister_stood_beside_the_virologist: "\"The virus spreads faster in schools than we assumed,\" Tova Lind, a virologist, told reporters. Health Minister Mona Falk stood beside her.", "Health Minister Mona Falk said the virus was spreading faster in schools than had been assumed." => ["actor-mismatch on Mona Falk"];
    who_called_it_a_lie_did_not_say_it: "Karl Brandt, the mayor, said the money for the school had been spent on roads. \"That is a lie,\" said Olin Marsh, who leads the opposition.", "According to Olin Marsh, the money for the school was spent on roads." => ["actor-mismatch on Olin Marsh"];
    the_manager_saw_nothing: "\"I saw two men jump from the window of the hotel,\" said Tova Lind, a nurse who lives opposite. Karl Brandt, the manager, heard nothing.", "Karl Brandt said he saw two men jump from the window of the hotel." => ["actor-mismatch on Karl Brandt"];
    dont_say_so_where_both_said_it: "\"We are selling the ferries,\" said Tova Lind. Olin Marsh said the same: the ferries will be sold.", "Olin Marsh said the ferries will be sold." => [];
    dont_say_so_of_whom_the_speaker_quotes: "Karl Brandt, quoting his doctor Mona Falk, said the wound would take six weeks to heal.", "Mona Falk said the wound would take six weeks to heal." => [];
    dont_say_so_of_one_with_a_small_word_in_the_name: "Finance Minister Barend du Plessis told reporters that 34 banks had agreed to the new arrangement in London.", "Du Plessis said 34 banks had agreed to the new arrangement in London." => [];
    dont_say_so_where_she_may_be_the_one: "Tova Lind and Olin Marsh spoke to the council. The three oldest ferries will be sold because nobody wants to sail on them, she said.", "Tova Lind said the three oldest ferries would be sold because nobody wants to sail on them." => [];
}
